import { findEdits } from '@/lib/db/annotation/edits';
import { lockOpenDraft, resolveDraft } from '@/lib/db/annotation/drafts';
import { lockAnnotation } from '@/lib/db/annotation/read';
import type { Db } from '@/lib/db/client';
import { formulaOfAnnotation } from '@/lib/db/formula/read';
import { transaction } from '@/lib/db/transaction';
import { applyDiff, diffAnnotations, type Diff } from '@/lib/domain/annotation/diff';
import type { Edit } from '@/lib/domain/annotation/edit';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { wellFormed } from '@/lib/domain/annotation/validate';
import { withWrittenLabel, writesLabel } from '@/lib/domain/annotation/written-label';
import { can, type Actor } from '@/lib/domain/permissions';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { applyEdits } from './apply-edits';
import { requireLockedFormula } from '../formulas/require-formula';
import { requireHold } from '../formulas/require-hold';

/**
 * The diff as it is to be applied after others have edited too: a label that was only written from the tree
 * follows the tree as it is then, and a stage that somebody else has un-accepted meanwhile stays so.
 */
function refit(value: Annotation, diff: Diff): Diff {
  const { label, accepted, ...rest } = diff;
  const open = Object.entries(accepted ?? {}).filter(
    ([stage, [, to]]) => value.accepted[stage as Stage] !== to,
  );
  const kept: Diff = {
    ...rest,
    ...(open.length > 0 && { accepted: Object.fromEntries(open) }),
    ...(label && !writesLabel(diff) && { label }),
  };
  return writesLabel(diff) ? diffAnnotations(value, withWrittenLabel(applyDiff(value, kept))) : kept;
}

/** Those of a draft's edits that still fit, in their order; the others' ids. */
function fitting(start: Annotation, edits: readonly Edit[]): { fit: Edit[]; skipped: string[] } {
  const fit: Edit[] = [];
  const skipped: string[] = [];
  let value = start;
  for (const edit of edits) {
    try {
      const diff = refit(value, edit.diff);
      const next = applyDiff(value, diff);
      if (wellFormed(next).length > 0) skipped.push(edit.id);
      else {
        value = next;
        fit.push({ ...edit, diff });
      }
    } catch {
      // Made on a state that is no more: what it changed has been changed otherwise since.
      skipped.push(edit.id);
    }
  }
  return { fit, skipped };
}

async function requireDraft(db: Db, actor: Actor, draftId: string) {
  const draft = await lockOpenDraft(db, draftId);
  const formulaId = draft && (await formulaOfAnnotation(db, draft.annotationId));
  if (!draft || !formulaId)
    throw new AppError('not_found', 'There is no such draft, or it was resolved already.');
  const formula = await requireLockedFormula(db, actor, formulaId);
  if (draft.userId !== actor.userId && !can(actor, 'formula.edit_any', formula.projectId)) {
    throw new AppError('not_found', 'There is no such draft, or it was resolved already.');
  }
  return { draft, formula };
}

/**
 * Apply what somebody did after their lease was lost. Edits that no longer fit are skipped and named;
 * the draft keeps them. The applied ones count as their author's.
 * @throws AppError lease_lost | conflict when none fits | not_found
 */
export async function applyDraft(
  actor: Actor,
  { draftId }: { draftId: string },
): Promise<{ version: number; applied: string[]; skipped: string[] }> {
  return transaction(async (db) => {
    const { draft, formula } = await requireDraft(db, actor, draftId);
    await requireHold(db, actor, formula);
    const annotation = await lockAnnotation(db, draft.annotationId);
    if (!annotation) throw new AppError('not_found', 'There is no such annotation any more.');
    const saved = new Set(
      (
        await findEdits(
          db,
          draft.edits.map(({ id }) => id),
        )
      ).map(({ id }) => id),
    );
    const { fit, skipped } = fitting(
      annotation.value,
      draft.edits.filter(({ id }) => !saved.has(id)),
    );
    if (fit.length === 0) {
      throw new AppError('conflict', 'Nothing of this draft fits the formula as it is now.', { skipped });
    }
    const version = await applyEdits(db, {
      userId: draft.userId,
      takesOver: false,
      formula,
      annotation,
      edits: fit,
    });
    await resolveDraft(db, { id: draft.id, resolution: 'applied', now: new Date() });
    return { version, applied: fit.map(({ id }) => id), skipped };
  });
}

/** Put a draft aside without applying it; its row stays. @throws AppError not_found */
export async function discardDraft(actor: Actor, { draftId }: { draftId: string }): Promise<void> {
  await transaction(async (db) => {
    const { draft } = await requireDraft(db, actor, draftId);
    await resolveDraft(db, { id: draft.id, resolution: 'discarded', now: new Date() });
  });
}
