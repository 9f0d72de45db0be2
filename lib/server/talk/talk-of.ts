import { getDb, type Db } from '@/lib/db/client';
import { listComments } from '@/lib/db/talk/comments';
import { listFlags } from '@/lib/db/talk/flags';
import { listPeopleOf, unseenOn } from '@/lib/db/talk/mentions';
import { handlesOf, type Mentionable, type Talk } from '@/lib/domain/comments';
import { can, type Actor } from '@/lib/domain/permissions';

/** A formula that the actor may see, as far as talking about it goes. */
export type TalkedAbout = { id: string; projectId: string; assigneeId: string | null };

/** Who may be addressed on a formula, each by a handle of their own. */
export async function mentionablesOf(db: Db, formula: TalkedAbout): Promise<Mentionable[]> {
  return handlesOf(await listPeopleOf(db, formula));
}

/** Everything said about a formula, as this person sees it. The caller has checked that they may see the formula. */
export async function talkOf(actor: Actor, formula: TalkedAbout): Promise<Talk> {
  const db = getDb();
  const [comments, flags, people, unseen] = await Promise.all([
    listComments(db, actor, formula.id),
    listFlags(db, actor, formula.id),
    mentionablesOf(db, formula),
    unseenOn(db, actor, formula.id),
  ]);
  return { comments, flags, people, unseen, maySettle: can(actor, 'talk.settle', formula.projectId) };
}
