import { setFormulaState } from '@/lib/db/formula/write';
import { clearFlags } from '@/lib/db/talk/flags';
import { findLatestRevision, insertApproval } from '@/lib/db/revision';
import type { Db } from '@/lib/db/client';
import type { VisibleFormula } from '@/lib/db/formula/read';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { freezeRevision } from './freeze-revision';
import { requireLockedFormula } from './require-formula';
import { requireAction } from '../projects/require-project';

export type Review =
  | { verdict: 'approve'; version?: number; confirmedWarnings?: string[] }
  | { verdict: 'send_back'; reason: string };

async function approve(
  db: Db,
  actor: Actor,
  formula: VisibleFormula,
  review: Review & { verdict: 'approve' },
) {
  const { userId } = actor;
  // What the reviewer changed since the submit is frozen under the reviewer's name.
  const { revisionId } = await freezeRevision(db, formula, {
    userId,
    version: review.version,
    confirmedWarnings: review.confirmedWarnings ?? [],
  });
  await insertApproval(db, { revisionId, userId, verdict: 'approved', reason: '' });
  await setFormulaState(db, formula.id, { state: 'approved', assigneeId: null });
}

async function sendBack(db: Db, actor: Actor, formula: VisibleFormula, reason: string) {
  if (reason.trim() === '') throw new AppError('invalid_input', 'Say why it is sent back.');
  const latest = await findLatestRevision(db, formula.id);
  if (!latest) throw new AppError('conflict', 'Nothing was submitted that could be sent back.');
  await insertApproval(db, { revisionId: latest.id, userId: actor.userId, verdict: 'sent_back', reason });
  // Whoever submitted it; after an approval that is the author of the revision that was approved.
  const assigneeId = formula.assigneeId ?? latest.createdById;
  await setFormulaState(db, formula.id, { state: 'sent_back', assigneeId });
}

/** Whether this is sent again because the answer was lost: the same person has sent it back, in the same words. */
async function sentBackAlready(db: Db, actor: Actor, { id, state }: VisibleFormula, review: Review) {
  if (state !== 'sent_back' || review.verdict !== 'send_back') return false;
  const last = (await findLatestRevision(db, id))?.approvals[0];
  return last?.verdict === 'sent_back' && last.userId === actor.userId && last.reason === review.reason;
}

/**
 * A lead's verdict on a submitted formula: approve it, or send it back to its author with a reason.
 * An approved formula can still be sent back; the revision that was approved stays what it was. Sent again, a
 * verdict is given once.
 * @throws AppError conflict when it is neither submitted nor approved | rules_broken | stale | forbidden | not_found
 */
export async function reviewFormula(
  actor: Actor,
  { formulaId, review }: { formulaId: string; review: Review },
): Promise<void> {
  await transaction(async (db) => {
    const formula = await requireLockedFormula(db, actor, formulaId);
    requireAction(actor, 'formula.review', formula.projectId);
    if (await sentBackAlready(db, actor, formula, review)) return;
    const reviewable = formula.state === 'submitted' || formula.state === 'approved';
    if (!reviewable) throw new AppError('conflict', 'Only a submitted formula can be reviewed.');
    if (review.verdict === 'approve') {
      if (formula.state === 'submitted') await approve(db, actor, formula, review);
    } else await sendBack(db, actor, formula, review.reason);
    // A verdict decides what was flagged as well.
    await clearFlags(db, { formulaId }, { byId: actor.userId, at: new Date() });
  });
}
