import { deleteComment as remove } from '@/lib/db/talk/comments';
import { transaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/permissions';
import { requireComment, requireOwn } from './require-comment';

/** Take one's comment back; doing so twice does no harm. @throws AppError not_found | forbidden */
export async function deleteComment(actor: Actor, { commentId: id }: { commentId: string }): Promise<void> {
  await transaction(async (db) => {
    const { comment } = await requireComment(db, actor, id);
    if (comment.deleted && comment.author.id === actor.userId) return;
    await requireOwn(db, actor, { id, right: 'rewrite' });
    await remove(db, id, new Date());
  });
}
