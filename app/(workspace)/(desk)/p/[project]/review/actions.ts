'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { runAction } from '@/app/_shared/run-action';
import type { ActionResult } from '@/components/ui/action-result';
import { returnFormula } from '@/lib/server/formulas/return-formula';

/** A skipped formula goes back into everybody's queue. */
export async function giveBack(project: string, formulaId: string): Promise<ActionResult> {
  const result = await runAction(z.uuid(), formulaId, async (actor, id) => {
    await returnFormula(actor, { formulaId: id });
    return null;
  });
  revalidatePath(`/p/${project}/review`);
  return result;
}
