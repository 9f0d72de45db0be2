import { listCandidateRows, releasedCandidates } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import type { Stage } from '@/lib/domain/stages';
import { ensureShippedCandidates } from './ensure-shipped';

/** The aligner reads the recognizer's probabilities column by column: both must list the same classes. */
const READS_THE_SAME: Partial<Record<Stage, Stage>> = { recognizer: 'aligner', aligner: 'recognizer' };

function classesOf(card: unknown): string[] | null {
  const { classes } = (card ?? {}) as { classes?: unknown };
  return Array.isArray(classes) && classes.length > 0 ? classes.map(String) : null;
}

/** Whether two cards can work together: neither lists classes, or both list the same in the same order. */
function haveSameClasses(a: unknown, b: unknown): boolean {
  const [first, second] = [classesOf(a), classesOf(b)];
  if (!first || !second) return true;
  return first.length === second.length && first.every((name, n) => name === second[n]);
}

/** A word about a card that cannot work with what its project uses for the stage beside it. */
export async function classListWarnings(
  projectId: string,
  { stage, ...card }: { stage: Stage },
): Promise<string[]> {
  const other = READS_THE_SAME[stage];
  if (!other) return [];
  const id =
    (await releasedCandidates(getDb(), projectId)).get(other) ?? (await ensureShippedCandidates())[other];
  const inUse = (await listCandidateRows(getDb(), projectId, [id])).find((row) => row.id === id);
  if (!inUse || haveSameClasses(card, inUse.card)) return [];
  return [
    `Its classes are not those of the ${other} in use, ${inUse.name}@${inUse.version}, so that the two cannot work together: evaluate and release it with a${other === 'aligner' ? 'n' : ''} ${other} of the same classes.`,
  ];
}
