'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { fieldsOf, runAction } from '@/app/_shared/run-action';
import type { ActionResult, ActionState } from '@/components/ui/action-result';
import { CategoryValuesSchema, spanCells } from '@/lib/domain/quotas';
import { setTarget } from '@/lib/server/projects/set-target';
import { showProject } from '@/lib/server/projects/show-project';

const Target = z.coerce.number().int().min(0).max(1_000_000);

export async function saveTarget(
  project: string,
  input: { values: Record<string, string>; target: number },
): Promise<ActionResult> {
  const schema = z.object({ values: CategoryValuesSchema, target: Target });
  const result = await runAction(schema, input, async (actor, { values, target }) => {
    await setTarget(actor, { project, values, target });
    return null;
  });
  revalidatePath(`/p/${project}/quotas`);
  return result;
}

/** The same target for every cell that the axes span. */
export async function saveAllTargets(
  project: string,
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const result = await runAction(z.object({ target: Target }), fieldsOf(form), async (actor, { target }) => {
    const { axes } = await showProject(actor, { project });
    for (const values of spanCells(axes)) await setTarget(actor, { project, values, target });
    return null;
  });
  revalidatePath(`/p/${project}/quotas`);
  return result;
}
