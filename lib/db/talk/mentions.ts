import { visibleFormulas } from '@/lib/db/access';
import type { Db, Prisma } from '@/lib/db/client';
import { ACTION_ROLES, type Actor } from '@/lib/domain/permissions';

/**
 * The members of a formula's project who may see it, by name: as `visibleFormulas` says it of one person, here said
 * of all. A person whose account is disabled is not addressed.
 */
export async function listPeopleOf(
  db: Db,
  formula: { id: string; projectId: string; assigneeId: string | null },
): Promise<{ id: string; name: string }[]> {
  const { id: formulaId, projectId, assigneeId } = formula;
  const member = (roles: readonly ('annotator' | 'lead' | 'engineer')[]): Prisma.UserWhereInput => ({
    memberships: { some: { projectId, roles: { hasSome: [...roles] } } },
  });
  return db.user.findMany({
    where: {
      disabledAt: null,
      OR: [
        member(ACTION_ROLES['formula.see_any']),
        {
          ...member(ACTION_ROLES['formula.annotate']),
          OR: [
            ...(assigneeId ? [{ id: assigneeId }] : []),
            { leases: { some: { formulaId, releasedAt: null } } },
            { edits: { some: { annotation: { formulaId } } } },
            { revisions: { some: { formulaId } } },
            { skips: { some: { formulaId } } },
            { flags: { some: { formulaId } } },
            { comments: { some: { formulaId } } },
          ],
        },
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
}

/** Make a comment address exactly these people; who was addressed before and has seen it, stays so. */
export async function setMentions(db: Db, commentId: string, userIds: readonly string[]): Promise<void> {
  await db.commentMention.deleteMany({ where: { commentId, userId: { notIn: [...userIds] } } });
  await db.commentMention.createMany({
    data: userIds.map((userId) => ({ commentId, userId })),
    skipDuplicates: true,
  });
}

const addressing = (actor: Actor, projectId?: string): Prisma.CommentMentionWhereInput => ({
  userId: actor.userId,
  comment: { deletedAt: null, formula: { AND: [visibleFormulas(actor), projectId ? { projectId } : {}] } },
});

/** Comments that address the actor, on formulas that they may see, newest first. */
export async function listMentions(
  db: Db,
  actor: Actor,
  { projectId, unseen, limit }: { projectId?: string; unseen: boolean; limit: number },
) {
  return db.commentMention.findMany({
    where: { ...addressing(actor, projectId), ...(unseen && { seenAt: null }) },
    orderBy: [{ createdAt: 'desc' }, { commentId: 'asc' }],
    take: limit,
    select: {
      seenAt: true,
      comment: {
        select: {
          id: true,
          text: true,
          createdAt: true,
          author: { select: { name: true } },
          formula: { select: { id: true, name: true, project: { select: { slug: true, name: true } } } },
        },
      },
    },
  });
}

/** Which comments on a formula address the actor, who has not seen them yet. */
export async function unseenOn(db: Db, actor: Actor, formulaId: string): Promise<string[]> {
  const rows = await db.commentMention.findMany({
    where: { userId: actor.userId, seenAt: null, comment: { formulaId, deletedAt: null } },
    select: { commentId: true },
  });
  return rows.map(({ commentId }) => commentId);
}

/** The actor has seen these comments; those that do not address them are left alone. */
export async function markSeen(
  db: Db,
  actor: Actor,
  { commentIds, now }: { commentIds: readonly string[]; now: Date },
): Promise<void> {
  await db.commentMention.updateMany({
    where: { userId: actor.userId, commentId: { in: [...commentIds] }, seenAt: null },
    data: { seenAt: now },
  });
}
