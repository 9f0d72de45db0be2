import { getDb } from '@/lib/db/client';
import { listHeld, renewLease } from '@/lib/db/lease';
import { takeNext } from '@/lib/db/queue';
import { transaction } from '@/lib/db/transaction';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { Actor } from '@/lib/domain/permissions';
import { editorPayload } from './editor-payload';
import { requireFormula } from './require-formula';
import { requireProject } from '../projects/require-project';

/** The formula to go on with, leased: sent back before held, held before anything new. */
async function lease(
  userId: string,
  { projectId, except }: { projectId: string; except: readonly string[] },
): Promise<string | null> {
  const now = new Date();
  const take = (sentBackOnly: boolean) =>
    transaction((db) => takeNext(db, { projectId, userId, now, except, sentBackOnly }));
  const held = (await listHeld(getDb(), { projectId, userId, now })).filter(
    ({ formulaId }) => !except.includes(formulaId),
  );
  // What was fetched ahead waits, still held, until what a lead sent back meanwhile is done.
  if (!held[0]?.sentBack) {
    const sentBack = await take(true);
    if (sentBack) return sentBack;
  }
  for (const { formulaId } of held) {
    if (await renewLease(getDb(), { formulaId, userId, now })) return formulaId;
  }
  return take(false);
}

/**
 * The formula that the actor should work on next, leased to them: what was sent back to them, else one that
 * they hold already, else the first of their queue.
 * @param input.except formulas that are open already; naming them fetches the one after, ahead of time
 * @returns null when nothing is left to do
 * @throws AppError not_found | forbidden
 */
export async function nextFormula(
  actor: Actor,
  { project: slug, except = [] }: { project: string; except?: string[] },
): Promise<EditorPayload | null> {
  const project = await requireProject(actor, slug, 'formula.annotate');
  const formulaId = await lease(actor.userId, { projectId: project.id, except });
  return formulaId ? editorPayload(actor, await requireFormula(actor, formulaId)) : null;
}
