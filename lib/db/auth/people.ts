import type { Actor } from '@/lib/domain/permissions';
import type { Db } from '@/lib/db/client';

const asActor = {
  id: true,
  name: true,
  email: true,
  isAdministrator: true,
  memberships: { select: { projectId: true, roles: true, project: { select: { slug: true } } } },
} as const;

type Row = {
  id: string;
  name: string;
  email: string;
  isAdministrator: boolean;
  memberships: {
    projectId: string;
    roles: Actor['memberships'][number]['roles'];
    project: { slug: string };
  }[];
};

const toActor = (row: Row): Actor => ({
  userId: row.id,
  name: row.name,
  email: row.email,
  isAdministrator: row.isAdministrator,
  memberships: row.memberships.map(({ projectId, roles, project }) => ({
    projectId,
    roles,
    slug: project.slug,
  })),
});

/** Addresses are compared without case or surrounding space. */
export const normalEmail = (email: string) => email.trim().toLowerCase();

/** The account behind an address with what sign-in needs, disabled or not; null when there is none. */
export function findAccount(db: Db, email: string) {
  return db.user.findUnique({
    where: { email: normalEmail(email) },
    select: { id: true, email: true, name: true, passwordHash: true, disabledAt: true },
  });
}

/** Who a session is: null when it was revoked, has expired, or its account is disabled. */
export async function actorOfSession(db: Db, sessionId: string): Promise<Actor | null> {
  const session = await db.session.findFirst({
    where: { id: sessionId, revokedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { user: { select: asActor } },
  });
  return session ? toActor(session.user) : null;
}

/** Who an API token is, by the SHA-256 of its secret; also notes that it was used. */
export async function actorOfToken(db: Db, tokenHash: string): Promise<Actor | null> {
  const now = new Date();
  const token = await db.apiToken.findFirst({
    where: {
      tokenHash,
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
      user: { disabledAt: null },
    },
    select: { id: true, lastUsedAt: true, expiresAt: true, user: { select: asActor } },
  });
  if (!token) return null;
  // Once a minute is enough to see that it is in use; more would write on every request.
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > 60_000) {
    await db.apiToken.update({ where: { id: token.id }, data: { lastUsedAt: now } });
  }
  return { ...toActor(token.user), ...(token.expiresAt && { until: token.expiresAt.toISOString() }) };
}

/** A person as an actor, for commands that act in somebody's name; null when unknown or disabled. */
export async function actorOfUser(db: Db, email: string): Promise<Actor | null> {
  const user = await db.user.findFirst({
    where: { email: normalEmail(email), disabledAt: null },
    select: asActor,
  });
  return user ? toActor(user) : null;
}

/** The administrator who has been there longest; null when there is none that is enabled. */
export async function oldestAdministrator(db: Db): Promise<Actor | null> {
  const user = await db.user.findFirst({
    where: { isAdministrator: true, disabledAt: null },
    orderBy: { createdAt: 'asc' },
    select: asActor,
  });
  return user ? toActor(user) : null;
}
