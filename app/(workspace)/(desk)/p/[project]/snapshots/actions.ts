'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { fieldsOf, runAction } from '@/app/_shared/run-action';
import type { ActionState } from '@/components/ui/action-result';
import { createSnapshot } from '@/lib/server/snapshots/create-snapshot';
import { SnapshotChoicesSchema } from '@/lib/server/snapshots/snapshot-options';

const percent = z.coerce.number().min(0).max(100);

/** The form counts in percent of anything; the split wants shares of one. */
const NewSnapshot = z
  .object({
    name: z.string().trim().min(1).max(100),
    include: z.enum(['approved', 'submitted']),
    train: percent,
    val: percent,
    test: percent,
    seed: z.coerce.number().int(),
    holdSameLatex: z.literal('true').optional(),
  })
  .refine(({ train, val, test }) => train + val + test > 0, {
    message: 'At least one share must be above 0.',
  })
  .transform(({ name, train, val, test, holdSameLatex, ...rest }) => {
    const all = train + val + test;
    const ratios = { train: train / all, val: val / all, test: test / all };
    const choices = { ...rest, ratios, holdSameLatex: holdSameLatex === 'true' };
    return { name, choices: SnapshotChoicesSchema.parse(choices) };
  });

export async function create(
  project: string,
  _previous: ActionState<{ id: string }>,
  form: FormData,
): Promise<ActionState<{ id: string }>> {
  const result = await runAction(NewSnapshot, fieldsOf(form), (actor, input) =>
    createSnapshot(actor, { project, ...input }),
  );
  if (!result.ok) return result;
  redirect(`/p/${project}/snapshots/${result.value.id}`);
}
