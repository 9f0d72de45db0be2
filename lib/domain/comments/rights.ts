import type { Comment } from './schema';

/** Who asks, in the project of the formula. */
export type Speaker = { userId: string; maySettle: boolean };

/** Only its author changes what a comment says, or takes it back. */
export const mayRewrite = ({ author, deleted }: Comment, { userId }: Speaker): boolean =>
  author.id === userId && !deleted;

/** Whoever wrote a remark, whoever is addressed in it, and leads say that it is settled, or open again. */
export function mayResolve(comment: Comment, { userId, maySettle }: Speaker): boolean {
  if (comment.replyToId !== null || comment.deleted) return false;
  return maySettle || comment.author.id === userId || comment.mentions.some(({ id }) => id === userId);
}
