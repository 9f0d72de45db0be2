import type { Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { ShortcutsSchema, type Shortcuts } from '@/lib/domain/shortcuts';

export interface StoredPreferences {
  shortcuts: Shortcuts;
  tourSeen: boolean;
}

/** What a person has chosen; the defaults where nothing was. */
export async function findPreferences(db: Db, userId: string): Promise<StoredPreferences> {
  const row = await db.preferences.findUnique({ where: { userId } });
  // A rule that became stricter must not lock anybody out of the editor: keys that no longer fit are the defaults.
  const shortcuts = ShortcutsSchema.safeParse(row?.shortcuts ?? {});
  return { shortcuts: shortcuts.success ? shortcuts.data : {}, tourSeen: Boolean(row?.tourSeenAt) };
}

export async function writeShortcuts(db: Db, userId: string, shortcuts: Shortcuts): Promise<void> {
  const value = { shortcuts: toJson(shortcuts) };
  await db.preferences.upsert({ where: { userId }, create: { userId, ...value }, update: value });
}

export async function writeTourSeen(db: Db, userId: string, at: Date | null): Promise<void> {
  const value = { tourSeenAt: at };
  await db.preferences.upsert({ where: { userId }, create: { userId, ...value }, update: value });
}
