'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { runAction } from '@/app/_shared/run-action';
import type { ActionResult } from '@/components/ui/action-result';
import { preannotate } from '@/lib/server/predictions/preannotate';
import { markMentionsSeen } from '@/lib/server/talk/mentions';

/** Formulas whose prediction failed go to the models again; what somebody has begun stays as it is. */
export async function retryPredictions(project: string): Promise<ActionResult<{ queued: number }>> {
  const result = await runAction(z.string(), project, (actor, slug) =>
    preannotate(actor, { project: slug, retry: true }),
  );
  revalidatePath(`/p/${project}`);
  return result;
}

/** The person has seen that these comments mention them. */
export async function markSeen(project: string, comments: string[]): Promise<ActionResult> {
  const result = await runAction(z.array(z.uuid()).max(500), comments, async (actor, ids) => {
    await markMentionsSeen(actor, { comments: ids });
    return null;
  });
  revalidatePath(`/p/${project}`);
  return result;
}
