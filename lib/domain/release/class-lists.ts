import type { Stage } from '@/lib/domain/stages';

/** The aligner reads the recognizer's probabilities column by column: both must list the same classes. */
export const READS_THE_SAME: Partial<Record<Stage, Stage>> = { recognizer: 'aligner', aligner: 'recognizer' };

function classesOf(card: unknown): string[] | null {
  const { classes } = (card ?? {}) as { classes?: unknown };
  return Array.isArray(classes) && classes.length > 0 ? classes.map(String) : null;
}

/** Whether two cards can work together: one lists no classes, or both list the same in the same order. */
export function haveSameClasses(a: unknown, b: unknown): boolean {
  const [first, second] = [classesOf(a), classesOf(b)];
  if (!first || !second) return true;
  return first.length === second.length && first.every((name, n) => name === second[n]);
}
