import type { PrismaClient } from '@/lib/db/client';
import { normalEmail } from '@/lib/db/auth/people';
import { revokeSessions } from '@/lib/db/auth/sessions';
import { AppError } from '@/lib/errors';

export interface Account {
  id: string;
  email: string;
  name: string;
  isAdministrator: boolean;
  disabledAt: Date | null;
  createdAt: Date;
}

const shown = {
  id: true,
  email: true,
  name: true,
  isAdministrator: true,
  disabledAt: true,
  createdAt: true,
} as const;

/**
 * Make an account.
 * @param passwordHash null for somebody who signs in through the organisation (OIDC) only
 * @throws {AppError} `conflict` when the address has one already
 */
export async function createAccount(
  db: PrismaClient,
  input: { email: string; name: string; passwordHash: string | null; isAdministrator: boolean },
): Promise<Account> {
  const email = normalEmail(input.email);
  // createMany with skipDuplicates is one statement: two at once cannot both win.
  const { count } = await db.user.createMany({ data: [{ ...input, email }], skipDuplicates: true });
  if (count === 0) throw new AppError('conflict', `There is an account for ${email} already.`);
  return db.user.findUniqueOrThrow({ where: { email }, select: shown });
}

/** All accounts, by address. */
export function listAccounts(db: PrismaClient): Promise<Account[]> {
  return db.user.findMany({ select: shown, orderBy: { email: 'asc' } });
}

/** Whether there is somebody who may do everything. */
export async function anyAdministrator(db: PrismaClient): Promise<boolean> {
  return (await db.user.findFirst({ where: { isAdministrator: true }, select: { id: true } })) !== null;
}

/**
 * Give an account another password; every session but the one named, and every API token, ends in the same
 * transaction: whoever knew the old password may have made one.
 * @throws {AppError} `not_found`
 */
export async function setPasswordHash(
  db: PrismaClient,
  email: string,
  passwordHash: string,
  keepSessionId?: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { id } = await changeAccount(tx, email, { passwordHash });
    await revokeSessions(tx, id, keepSessionId);
    await revokeTokens(tx, id);
  });
}

/**
 * Disable an account, or enable it again. Disabling ends its sessions and API tokens for good, and gives
 * up its leases.
 * @throws {AppError} `not_found`
 */
export async function setDisabled(db: PrismaClient, email: string, disabled: boolean): Promise<void> {
  const now = new Date();
  await db.$transaction(async (tx) => {
    const { id } = await changeAccount(tx, email, { disabledAt: disabled ? now : null });
    if (!disabled) return;
    await revokeSessions(tx, id);
    await revokeTokens(tx, id);
    await tx.lease.updateMany({ where: { userId: id, releasedAt: null }, data: { releasedAt: now } });
  });
}

async function revokeTokens(tx: Pick<PrismaClient, 'apiToken'>, userId: string): Promise<void> {
  await tx.apiToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
}

async function changeAccount(
  tx: Pick<PrismaClient, 'user'>,
  email: string,
  data: { passwordHash?: string; disabledAt?: Date | null },
): Promise<{ id: string }> {
  const account = await tx.user.findUnique({ where: { email: normalEmail(email) }, select: { id: true } });
  if (!account) throw new AppError('not_found', `There is no account for ${normalEmail(email)}.`);
  return tx.user.update({ where: { id: account.id }, data, select: { id: true } });
}
