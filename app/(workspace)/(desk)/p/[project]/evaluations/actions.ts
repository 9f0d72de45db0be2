'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { fieldsOf, runAction } from '@/app/_shared/run-action';
import type { ActionResult, ActionState } from '@/components/ui/action-result';
import { StartEvaluationSchema } from '@/lib/domain/evaluations';
import { STAGES } from '@/lib/domain/stages';
import { cancelEvaluation } from '@/lib/server/evaluations/cancel';
import { startEvaluation } from '@/lib/server/evaluations/start';

/** The form names a candidate for each stage; an empty one means the one in use. */
function choicesOf(form: FormData): unknown {
  const { snapshotId, split, ...fields } = fieldsOf(form);
  const chosen = STAGES.filter((stage) => fields[stage]).map((stage) => [stage, fields[stage]]);
  return { snapshotId, split, candidates: Object.fromEntries(chosen) as unknown };
}

export async function start(
  project: string,
  _previous: ActionState<{ id: string }>,
  form: FormData,
): Promise<ActionState<{ id: string }>> {
  const result = await runAction(StartEvaluationSchema, choicesOf(form), (actor, input) =>
    startEvaluation(actor, { project, ...input }),
  );
  if (!result.ok) return result;
  redirect(`/p/${project}/evaluations/${result.value.id}`);
}

export async function cancel(project: string, id: string): Promise<ActionResult> {
  const result = await runAction(z.uuid(), id, async (actor, evaluation) => {
    await cancelEvaluation(actor, { id: evaluation });
    return null;
  });
  revalidatePath(`/p/${project}/evaluations`);
  return result;
}
