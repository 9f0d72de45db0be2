import { resolveComment, rewriteComment } from '@/lib/db/talk/comments';
import { transaction } from '@/lib/db/transaction';
import type { Comment, CommentChange } from '@/lib/domain/comments';
import type { Actor } from '@/lib/domain/permissions';
import { requireFormula } from '../formulas/require-formula';
import { address } from './address';
import { requireComment, requireOwn } from './require-comment';

/**
 * Change what one's comment says, or settle a remark and open it again.
 * @throws AppError not_found | forbidden
 */
export async function changeComment(
  actor: Actor,
  { commentId: id, change }: { commentId: string; change: CommentChange },
): Promise<Comment> {
  return transaction(async (db) => {
    if ('text' in change) {
      const { text } = change;
      const { comment, formulaId } = await requireOwn(db, actor, { id, right: 'rewrite' });
      if (comment.text !== text) {
        await rewriteComment(db, id, text, new Date());
        const formula = await requireFormula(actor, formulaId, db);
        await address(db, { formula, commentId: id, text, authorId: actor.userId });
      }
    } else {
      const { comment } = await requireOwn(db, actor, { id, right: 'resolve' });
      if ((comment.resolved !== null) !== change.resolved) {
        await resolveComment(db, id, change.resolved ? { byId: actor.userId, at: new Date() } : null);
      }
    }
    return (await requireComment(db, actor, id)).comment;
  });
}
