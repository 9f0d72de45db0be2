import { getDb } from '@/lib/db/client';
import { insertToken, listTokens as list, revokeToken as revoke } from '@/lib/db/token';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

export type TokenView = {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
};

/**
 * Keep a new API token of the actor. Its secret was made at the edge and is shown there, once.
 * @throws AppError invalid_input when it would outlive the token that it is made with
 */
export async function createToken(
  actor: Actor,
  { name, tokenHash, expiresAt = null }: { name: string; tokenHash: string; expiresAt?: Date | null },
): Promise<{ id: string }> {
  if (actor.until && (expiresAt === null || expiresAt > new Date(actor.until))) {
    throw new AppError(
      'invalid_input',
      `The token that you use ends at ${actor.until}: one that is made with it can end no later. Name an earlier end, or make it in the browser.`,
    );
  }
  return { id: await insertToken(getDb(), { userId: actor.userId, name, tokenHash, expiresAt }) };
}

/** The actor's own API tokens. */
export async function listTokens(actor: Actor): Promise<TokenView[]> {
  const rows = await list(getDb(), actor.userId);
  return rows.map(({ id, name, createdAt, lastUsedAt, expiresAt }) => ({
    id,
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}

/** End one of the actor's own API tokens. @throws AppError not_found */
export async function revokeToken(actor: Actor, { id }: { id: string }): Promise<void> {
  if (!(await revoke(getDb(), { id, userId: actor.userId, now: new Date() }))) {
    throw new AppError('not_found', 'There is no such token, or it was revoked already.');
  }
}
