'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { runAction } from '@/app/_shared/run-action';
import type { ActionResult } from '@/components/ui/action-result';
import { clearFlag } from '@/lib/server/talk/clear-flag';
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

/** What these flags say is decided: the formula stays where it is, and the queue offers it again unless it is skipped. */
export async function clearFlags(project: string, flagIds: string[]): Promise<ActionResult> {
  const result = await runAction(z.array(z.uuid()).max(100), flagIds, async (actor, ids) => {
    for (const flagId of ids) await clearFlag(actor, { flagId });
    return null;
  });
  revalidatePath(`/p/${project}/review`);
  return result;
}
