import { listCandidateRows, releasedCandidates } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import { haveSameClasses, READS_THE_SAME } from '@/lib/domain/release/class-lists';
import type { Stage } from '@/lib/domain/stages';
import { ensureShippedCandidates } from './ensure-shipped';

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
