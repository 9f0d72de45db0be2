import type { Db } from '@/lib/db/client';
import { findComment, lockComment } from '@/lib/db/talk/comments';
import { can, type Actor } from '@/lib/domain/permissions';
import { mayResolve, mayRewrite, type Comment } from '@/lib/domain/comments';
import { AppError } from '@/lib/errors';

/** A comment on a formula that the actor may see. @throws AppError not_found */
export async function requireComment(db: Db, actor: Actor, id: string) {
  await lockComment(db, id);
  const found = await findComment(db, actor, id);
  if (!found) throw new AppError('not_found', 'There is no such comment, or you may not see it.');
  return found;
}

const RIGHTS = { rewrite: mayRewrite, resolve: mayResolve };
const REFUSALS = {
  rewrite: 'Only its author may change or delete a comment.',
  resolve: 'Its author, whoever is mentioned in it and leads settle a comment.',
};

/** The same for whoever may do this with it. @throws AppError not_found | forbidden */
export async function requireOwn(
  db: Db,
  actor: Actor,
  { id, right }: { id: string; right: keyof typeof RIGHTS },
): Promise<{ comment: Comment; formulaId: string }> {
  const { comment, formulaId, projectId } = await requireComment(db, actor, id);
  const speaker = { userId: actor.userId, maySettle: can(actor, 'talk.settle', projectId) };
  if (!RIGHTS[right](comment, speaker)) throw new AppError('forbidden', REFUSALS[right]);
  return { comment, formulaId };
}
