import type PgBoss from 'pg-boss';
import { sender } from './boss';
import type { JobDefinition } from './definition';
import { evaluate, preannotate } from './definitions';

/** How many jobs go into one statement. */
const BATCH = 500;

/** Puts jobs into their queue; one that waits already is not put there twice. */
export async function enqueue<Data extends object>(
  definition: JobDefinition<Data>,
  items: readonly Data[],
  boss?: PgBoss,
): Promise<void> {
  if (items.length === 0) return;
  const queue = boss ?? (await sender());
  for (let start = 0; start < items.length; start += BATCH) {
    const jobs = items.slice(start, start + BATCH).map((item) => {
      const data = definition.schema.parse(item);
      return { name: definition.name, data, singletonKey: definition.key(data) };
    });
    await queue.insert(jobs);
  }
}

/** Asks the worker to pre-annotate formulas; those that are already done are left alone by the handler. */
export function enqueuePreannotation(formulaIds: readonly string[]): Promise<void> {
  return enqueue(
    preannotate,
    formulaIds.map((formulaId) => ({ formulaId })),
  );
}

/** Asks the worker to go on with an evaluation; one that has ended is left alone by the handler. */
export function enqueueEvaluation(evaluationId: string): Promise<void> {
  return enqueue(evaluate, [{ evaluationId }]);
}
