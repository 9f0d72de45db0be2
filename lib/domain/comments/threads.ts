import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Comment } from './schema';

/** A remark and its answers, oldest first. */
export type Thread = { remark: Comment; answers: Comment[] };

/**
 * Comments as threads in the order of their remarks. What was deleted is left out, but for a remark that has
 * answers: they would hang in the air without it.
 */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const answers = new Map<string, Comment[]>();
  for (const comment of comments) {
    const { replyToId, deleted } = comment;
    if (replyToId !== null && !deleted) answers.set(replyToId, [...(answers.get(replyToId) ?? []), comment]);
  }
  return comments
    .filter(({ replyToId }) => replyToId === null)
    .map((remark) => ({ remark, answers: answers.get(remark.id) ?? [] }))
    .filter(({ remark, answers: given }) => !remark.deleted || given.length > 0);
}

/** A remark that waits for somebody: neither resolved nor deleted. */
export const isOpen = ({ replyToId, resolved, deleted }: Comment): boolean =>
  replyToId === null && resolved === null && !deleted;

/** How many open remarks each symbol has; symbols without one are left out. */
export function openBySymbol(comments: readonly Comment[]): Map<SymbolId, number> {
  const counts = new Map<SymbolId, number>();
  for (const { symbol } of comments.filter(isOpen)) {
    if (symbol) counts.set(symbol.id, (counts.get(symbol.id) ?? 0) + 1);
  }
  return counts;
}
