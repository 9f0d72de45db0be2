import { keepDraft } from '@/lib/db/annotation/drafts';
import { countEditsSince, findEdits } from '@/lib/db/annotation/edits';
import { lockAnnotation, type StoredAnnotation } from '@/lib/db/annotation/read';
import type { Db } from '@/lib/db/client';
import { findVisibleFormula, formulaOfAnnotation, lockFormula } from '@/lib/db/formula/read';
import { hasHeld } from '@/lib/db/lease';
import { transaction } from '@/lib/db/transaction';
import type { SaveRequest, SaveResponse } from '@/lib/domain/annotation/edit';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { applyEdits, staleError } from './apply-edits';
import { mayChange } from '../formulas/require-hold';

type Outcome = { kind: 'saved'; response: SaveResponse } | { kind: 'lease_lost'; draftId: string };

/** Those of a batch that were saved already. @throws AppError conflict for an id that is somebody else's */
async function savedAlready(db: Db, actor: Actor, annotationId: string, { edits }: SaveRequest) {
  const ids = edits.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new AppError('invalid_input', 'Two edits have the same id.');
  const found = await findEdits(db, ids);
  if (found.some((edit) => edit.annotationId !== annotationId || edit.userId !== actor.userId)) {
    throw new AppError('conflict', 'An edit with this id belongs to something else.');
  }
  return found.map(({ id }) => id);
}

/**
 * Whether the batch was made on the current state. A client that never heard the answer to an earlier
 * save repeats it with more behind it: then all that has happened since is its own.
 */
async function fits(
  db: Db,
  annotation: StoredAnnotation,
  baseVersion: number,
  alreadySaved: readonly string[],
): Promise<boolean> {
  if (baseVersion === annotation.version) return true;
  if (baseVersion > annotation.version || alreadySaved.length === 0) return false;
  const since = { annotationId: annotation.id, version: baseVersion };
  // Versions that no edit made (a replaced prediction) count against it too.
  const foreign = await countEditsSince(db, { ...since, except: alreadySaved });
  const newest = await findEdits(db, alreadySaved);
  return foreign === 0 && newest.some(({ version }) => version === annotation.version);
}

/** Who once held a formula may see it no more; their edits are kept all the same. */
async function refusedBatch(
  db: Db,
  actor: Actor,
  formulaId: string,
  draft: Parameters<typeof keepDraft>[1],
): Promise<Outcome> {
  if (!(await hasHeld(db, formulaId, actor.userId))) {
    throw new AppError('not_found', 'There is no such formula, or you may not see it.');
  }
  return { kind: 'lease_lost', draftId: await keepDraft(db, draft) };
}

async function save(db: Db, actor: Actor, annotationId: string, request: SaveRequest): Promise<Outcome> {
  const { baseVersion } = request;
  const formulaId = await formulaOfAnnotation(db, annotationId);
  if (!formulaId) throw new AppError('not_found', 'There is no such annotation, or you may not see it.');
  // Asked under the lock: a copy of the same request may be under way, and what it saves is saved.
  await lockFormula(db, formulaId);
  const alreadySaved = await savedAlready(db, actor, annotationId, request);
  const edits = request.edits.filter(({ id }) => !alreadySaved.includes(id));
  const draft = { annotationId, userId: actor.userId, baseVersion, edits };

  const formula = await findVisibleFormula(db, actor, formulaId);
  const annotation = await lockAnnotation(db, annotationId);
  if (!formula || !annotation) return refusedBatch(db, actor, formulaId, draft);
  if (edits.length === 0) return { kind: 'saved', response: { version: annotation.version, alreadySaved } };
  const right = await mayChange(db, actor, formula);
  if (!right) {
    const { projectId } = formula;
    // Whoever has lost the role, and not the lease alone, has worked for it all the same.
    if (!can(actor, 'formula.annotate', projectId) && !(await hasHeld(db, formulaId, actor.userId))) {
      throw new AppError('forbidden', 'Your role in this project does not allow that.');
    }
    return refusedBatch(db, actor, formulaId, draft);
  }
  if (!(await fits(db, annotation, baseVersion, alreadySaved))) throw staleError(annotation);
  const version = await applyEdits(db, {
    userId: actor.userId,
    takesOver: right === 'lease',
    formula,
    annotation,
    edits,
  });
  return { kind: 'saved', response: { version, alreadySaved } };
}

/**
 * Save a batch of edits, all or nothing. Saving an edit twice saves it once. Without a lease (and
 * without a lead's role) the edits become a draft that their author or a lead may apply.
 * @throws AppError stale (with the current annotation) | lease_lost (with the draft's id) | rules_broken |
 *   invalid_input | not_found | forbidden
 */
export async function saveEdits(
  actor: Actor,
  { annotationId, request }: { annotationId: string; request: SaveRequest },
): Promise<SaveResponse> {
  const outcome = await transaction((db) => save(db, actor, annotationId, request));
  if (outcome.kind === 'saved') return outcome.response;
  throw new AppError(
    'lease_lost',
    'You no longer hold this formula. Your changes are kept as a draft that you or a lead can apply.',
    { draftId: outcome.draftId },
  );
}
