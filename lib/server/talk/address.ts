import type { Db } from '@/lib/db/client';
import { setMentions } from '@/lib/db/talk/mentions';
import { mentionedIn } from '@/lib/domain/comments';
import { mentionablesOf, type TalkedAbout } from './talk-of';

/**
 * Make a comment address the people whom its text names. Who may not see the formula is not addressed, and nobody
 * addresses themselves.
 */
export async function address(
  db: Db,
  {
    formula,
    commentId,
    text,
    authorId,
  }: { formula: TalkedAbout; commentId: string; text: string; authorId: string },
): Promise<void> {
  const named = mentionedIn(text, await mentionablesOf(db, formula));
  const others = named.filter((id) => id !== authorId);
  await setMentions(db, commentId, others);
}
