import { getDb } from '@/lib/db/client';
import { findPreferences, writeShortcuts, writeTourSeen, type StoredPreferences } from '@/lib/db/preferences';
import type { Actor } from '@/lib/domain/permissions';
import type { Shortcuts } from '@/lib/domain/shortcuts';

/** The actor's own keys, and whether the tour of the editor has been taken or declined. */
export async function getPreferences(actor: Actor): Promise<StoredPreferences> {
  return findPreferences(getDb(), actor.userId);
}

/** Keeps the keys that the actor has moved; those that are not named have their defaults. */
export async function setShortcuts(actor: Actor, { shortcuts }: { shortcuts: Shortcuts }): Promise<void> {
  await writeShortcuts(getDb(), actor.userId, shortcuts);
}

/** Remembers that the actor has seen the tour; `seen` false offers it again. */
export async function setTourSeen(actor: Actor, { seen }: { seen: boolean }): Promise<void> {
  await writeTourSeen(getDb(), actor.userId, seen ? new Date() : null);
}
