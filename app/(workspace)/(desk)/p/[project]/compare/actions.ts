'use server';
import { z } from 'zod';
import { runAction } from '@/app/_shared/run-action';
import type { ActionResult } from '@/components/ui/action-result';
import { OutcomeSchema, WHO, type DisagreementPage } from '@/lib/domain/evaluations';
import { listDisagreements } from '@/lib/server/evaluations/disagreements';

const Wanted = z.object({
  a: z.uuid(),
  b: z.uuid(),
  outcome: OutcomeSchema,
  who: z.enum(WHO),
  cursor: z.string().max(1000).nullable(),
});

/** A page of the gallery. */
export async function loadDisagreements(
  pair: { a: string; b: string },
  view: { outcome: string; who: string },
  cursor: string | null,
): Promise<ActionResult<DisagreementPage>> {
  return runAction(Wanted, { ...pair, ...view, cursor }, (actor, { outcome, cursor: after, ...wanted }) =>
    listDisagreements(actor, { ...wanted, stage: outcome, ...(after ? { cursor: after } : {}) }),
  );
}
