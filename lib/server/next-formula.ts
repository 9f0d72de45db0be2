import { getDb } from '@/lib/db/client';
import { listHeld, renewLease } from '@/lib/db/lease';
import { takeNext } from '@/lib/db/queue';
import { transaction } from '@/lib/db/transaction';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { Actor } from '@/lib/domain/permissions';
import { editorPayload } from './editor-payload';
import { requireFormula } from './require-formula';
import { requireProject } from './require-project';

/**
 * The formula that the actor should work on next, leased to them: one that they hold already, else the
 * first of their queue.
 * @param input.except formulas that are open already; naming them fetches the one after, ahead of time
 * @returns null when nothing is left to do
 * @throws AppError not_found | forbidden
 */
export async function nextFormula(
  actor: Actor,
  { project: slug, except = [] }: { project: string; except?: string[] },
): Promise<EditorPayload | null> {
  const project = await requireProject(actor, slug, 'formula.annotate');
  const { userId } = actor;
  const now = new Date();
  const held = await listHeld(getDb(), { projectId: project.id, userId, now });
  for (const formulaId of held.filter((id) => !except.includes(id))) {
    if (await renewLease(getDb(), { formulaId, userId, now })) {
      return editorPayload(actor, await requireFormula(actor, formulaId));
    }
  }
  const formulaId = await transaction((db) =>
    takeNext(db, { projectId: project.id, userId, now: new Date(), except }),
  );
  return formulaId ? editorPayload(actor, await requireFormula(actor, formulaId)) : null;
}
