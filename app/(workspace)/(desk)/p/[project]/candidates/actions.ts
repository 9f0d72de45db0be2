'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { runAction } from '@/app/_shared/run-action';
import { StageSchema } from '@/lib/domain/stages';
import { TextSchema } from '@/lib/domain/text';
import { guardRelease } from '@/lib/server/candidates/guard';
import { releaseCandidate } from '@/lib/server/candidates/release';
import { rollbackRelease } from '@/lib/server/candidates/rollback';

const Words = TextSchema.trim().min(1).max(2000);
const Together = z.array(z.uuid()).max(3).default([]);
const GuardRequest = z.object({ candidateId: z.uuid(), together: Together });
const ReleaseRequest = z.object({
  candidateId: z.uuid(),
  note: Words,
  because: Words.optional(),
  together: Together,
});
const RollbackRequest = z.object({ stage: StageSchema, note: Words });

/** What releasing this candidate would win and lose, alone or together with those for other stages. */
export async function guard(project: string, request: z.input<typeof GuardRequest>) {
  return runAction(GuardRequest, request, (actor, input) => guardRelease(actor, { project, ...input }));
}

/** Use this candidate from now on. */
export async function release(project: string, request: z.input<typeof ReleaseRequest>) {
  const result = await runAction(ReleaseRequest, request, (actor, input) =>
    releaseCandidate(actor, { project, ...input }),
  );
  if (result.ok) revalidatePath(`/p/${project}`, 'layout');
  return result;
}

/** Use again what was in use before. */
export async function rollback(project: string, request: z.input<typeof RollbackRequest>) {
  const result = await runAction(RollbackRequest, request, (actor, input) =>
    rollbackRelease(actor, { project, ...input }),
  );
  if (result.ok) revalidatePath(`/p/${project}`, 'layout');
  return result;
}
