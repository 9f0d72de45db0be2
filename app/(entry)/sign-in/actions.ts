'use server';
import { currentActor } from '@/lib/auth/actor';
import { getLocale } from '@/lib/server/people/account';

/** The language kept with the account of whoever has just signed in; null when none was chosen. */
export async function accountLocale(): Promise<string | null> {
  const actor = await currentActor();
  return actor ? getLocale(actor) : null;
}
