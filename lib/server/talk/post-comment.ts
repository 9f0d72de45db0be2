import type { Db } from '@/lib/db/client';
import {
  countComments,
  findComment,
  insertComment,
  lockComment,
  resolveComment,
  rewriteComment,
} from '@/lib/db/talk/comments';
import { transaction } from '@/lib/db/transaction';
import { MOST_COMMENTS, type Comment, type NewComment } from '@/lib/domain/comments';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireFormula } from '../formulas/require-formula';
import { requireAction } from '../projects/require-project';
import { address } from './address';
import { requireComment } from './require-comment';

/** The remark that is answered, on the same formula; one that was settled is open again. */
async function openRemark(db: Db, actor: Actor, formulaId: string, id: string): Promise<void> {
  const remark = await requireComment(db, actor, id);
  if (remark.formulaId !== formulaId || remark.comment.replyToId !== null) {
    throw new AppError('invalid_input', 'Only a remark on the same formula can be answered.');
  }
  if (remark.comment.resolved) await resolveComment(db, id, null);
}

/** What is there already under an id that is sent again: the author's, with the words that were sent last. */
async function saidAlready(
  db: Db,
  actor: Actor,
  { formulaId, id, text }: { formulaId: string; id: string; text: string },
): Promise<Comment> {
  await lockComment(db, id);
  const said = await findComment(db, actor, id);
  if (said?.formulaId !== formulaId || said.comment.author.id !== actor.userId) {
    throw new AppError('conflict', 'Another comment has this id.');
  }
  // One that was taken back meanwhile stays taken back.
  if (!said.comment.deleted && said.comment.text !== text) await rewriteComment(db, id, text, new Date());
  return said.comment;
}

/**
 * Say something about a formula, about one of its symbols, or in answer to a remark. Sent again under the same id it
 * is said once, with the words that were sent last.
 * @throws AppError not_found | forbidden | invalid_input | conflict
 */
export async function postComment(
  actor: Actor,
  { formulaId, comment }: { formulaId: string; comment: NewComment },
): Promise<Comment> {
  const { id, text, symbol, replyToId } = comment;
  return transaction(async (db) => {
    const formula = await requireFormula(actor, formulaId, db);
    requireAction(actor, 'talk.speak', formula.projectId);
    if (replyToId) await openRemark(db, actor, formulaId, replyToId);
    const authorId = actor.userId;
    const isNew = await insertComment(db, { id, formulaId, replyToId, symbol, authorId, text });
    if (isNew && (await countComments(db, formulaId)) > MOST_COMMENTS) {
      throw new AppError(
        'conflict',
        `A formula has ${MOST_COMMENTS} comments at most, and this one has them.`,
      );
    }
    const there = isNew ? null : await saidAlready(db, actor, { formulaId, id, text });
    if (!there?.deleted) await address(db, { formula, commentId: id, text, authorId });
    return (await requireComment(db, actor, id)).comment;
  });
}
