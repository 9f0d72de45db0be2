import { revokeSessions } from '@/lib/db/auth/sessions';
import { getDb } from '@/lib/db/client';
import { findLocale, setLocale as write } from '@/lib/db/people';
import type { Actor } from '@/lib/domain/permissions';

/** The language that the actor chose for the account; null follows the browser. */
export async function getLocale(actor: Actor): Promise<string | null> {
  return findLocale(getDb(), actor.userId);
}

/** The language of the actor's screens; null follows the browser. */
export async function setLocale(actor: Actor, { locale }: { locale: 'en' | 'ko' | null }): Promise<void> {
  await write(getDb(), actor.userId, locale);
}

/** Sign the actor out everywhere, except in the browser that asks. @returns how many sessions ended */
export async function endSessions(
  actor: Actor,
  { keepSessionId }: { keepSessionId: string | null },
): Promise<{ ended: number }> {
  return { ended: await revokeSessions(getDb(), actor.userId, keepSessionId ?? undefined) };
}
