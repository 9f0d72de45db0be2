import type { Db } from '@/lib/db/client';
import { ACTION_ROLES, type Role } from '@/lib/domain/permissions';

/** The members of a project by name, with their roles and whether their account is disabled. */
export async function listMemberships(db: Db, projectId: string) {
  const rows = await db.membership.findMany({
    where: { projectId },
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    select: {
      roles: true,
      createdAt: true,
      user: { select: { id: true, name: true, email: true, disabledAt: true } },
    },
  });
  return rows.map(({ user, roles, createdAt }) => ({ ...user, roles, joinedAt: createdAt }));
}

/** Change the roles of a member; what they hold goes back when none of them annotates. @returns whether there is such a member */
export async function setMemberRoles(
  db: Db,
  { projectId, userId, roles, now }: { projectId: string; userId: string; roles: Role[]; now: Date },
): Promise<boolean> {
  const { count } = await db.membership.updateMany({ where: { projectId, userId }, data: { roles } });
  const annotates: readonly Role[] = ACTION_ROLES['formula.annotate'];
  if (!roles.some((role) => annotates.includes(role))) await releaseLeasesOf(db, { projectId, userId, now });
  return count === 1;
}

/** Give back what somebody holds in a project. */
async function releaseLeasesOf(
  db: Db,
  { projectId, userId, now }: { projectId: string; userId: string; now: Date },
): Promise<void> {
  await db.lease.updateMany({
    where: { userId, releasedAt: null, formula: { projectId } },
    data: { releasedAt: now },
  });
}

/** Make somebody a member, or add roles to those they have. */
export async function addMemberRoles(
  db: Db,
  { projectId, userId, roles }: { projectId: string; userId: string; roles: Role[] },
): Promise<void> {
  const membership = await db.membership.findUnique({ where: { projectId_userId: { projectId, userId } } });
  const all = [...new Set([...(membership?.roles ?? []), ...roles])];
  await db.membership.upsert({
    where: { projectId_userId: { projectId, userId } },
    create: { projectId, userId, roles: all },
    update: { roles: all },
  });
}

/** End a membership and give back what was held by it. @returns whether there was one */
export async function removeMember(
  db: Db,
  { projectId, userId, now }: { projectId: string; userId: string; now: Date },
): Promise<boolean> {
  const { count } = await db.membership.deleteMany({ where: { projectId, userId } });
  await releaseLeasesOf(db, { projectId, userId, now });
  return count === 1;
}

export async function insertInvitation(
  db: Db,
  invitation: {
    projectId: string;
    email: string | null;
    roles: Role[];
    tokenHash: string;
    invitedById: string;
    expiresAt: Date;
  },
): Promise<string> {
  const { id } = await db.invitation.create({ data: invitation, select: { id: true } });
  return id;
}

/** Invitations of a project that can still be accepted, newest first. */
export async function listOpenInvitations(db: Db, projectId: string, now: Date) {
  return db.invitation.findMany({
    where: { projectId, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      email: true,
      roles: true,
      createdAt: true,
      expiresAt: true,
      invitedBy: { select: { name: true } },
    },
  });
}

/** The open invitation behind a link; null when it is unknown, used, revoked or too old. */
export async function findOpenInvitation(db: Db, tokenHash: string, now: Date) {
  return db.invitation.findFirst({
    where: { tokenHash, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    include: {
      project: { select: { id: true, slug: true, name: true } },
      invitedBy: { select: { name: true } },
    },
  });
}

/** Use an invitation up. @returns false when somebody else was quicker */
export async function markAccepted(
  db: Db,
  { id, userId, now }: { id: string; userId: string; now: Date },
): Promise<boolean> {
  const { count } = await db.invitation.updateMany({
    where: { id, acceptedAt: null, revokedAt: null },
    data: { acceptedAt: now, acceptedById: userId },
  });
  return count === 1;
}

/** Take an invitation back. @returns whether this project had it open */
export async function revokeInvitation(
  db: Db,
  { id, projectId, now }: { id: string; projectId: string; now: Date },
): Promise<boolean> {
  const { count } = await db.invitation.updateMany({
    where: { id, projectId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  return count === 1;
}

/** The account of an address, enabled or not; null when there is none. */
export async function findUserByEmail(db: Db, email: string) {
  return db.user.findUnique({ where: { email }, select: { id: true, disabledAt: true } });
}

export async function insertUser(
  db: Db,
  user: { email: string; name: string; passwordHash: string },
): Promise<string> {
  const { id } = await db.user.create({ data: user, select: { id: true } });
  return id;
}

/** The account with this id; null when there is none. */
export async function findUser(db: Db, id: string) {
  return db.user.findUnique({ where: { id }, select: { id: true, email: true, disabledAt: true } });
}

/** The language in which a person wants the screens; null follows the browser. */
export async function findLocale(db: Db, userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { locale: true } });
  return user?.locale ?? null;
}

export async function setLocale(db: Db, userId: string, locale: string | null): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { locale } });
}
