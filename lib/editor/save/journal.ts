import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { z } from 'zod';
import { HistorySchema } from '../history/history';
import { PendingEditSchema } from './pending';

/**
 * A value of ours that is not saved: it gave way to somebody else's, or the server will never take the edit that it
 * came with. Kept until the person has decided.
 */
export const ConflictDraftSchema = z
  .object({
    id: z.string(),
    action: z.string(),
    part: z.enum(['symbols', 'lines', 'tombstones', 'label', 'accepted']),
    record: z.string().nullable(),
    property: z.string().nullable(),
    mine: z.json(),
    theirs: z.json(),
    reason: z.enum(['changed', 'refused']).default('changed'),
  })
  .strict();
export type ConflictDraft = z.infer<typeof ConflictDraftSchema>;

/** What survives a closed tab: everything unsaved, and the undo history. Written before anything is sent. */
export const JournalEntrySchema = z
  .object({
    version: z.number().int(),
    sent: z.number().int().min(0),
    pending: z.array(PendingEditSchema),
    conflicts: z.array(ConflictDraftSchema),
    history: HistorySchema,
    /** Milliseconds since 1970. */
    writtenAt: z.number(),
  })
  .strict();
export type JournalEntry = z.infer<typeof JournalEntrySchema>;

/** Keyed by user and annotation: two people who share a browser never see each other's edits. */
export interface JournalKey {
  readonly userId: string;
  readonly annotationId: string;
}

export interface Journal {
  /** null when there is none, or when what is there cannot be read, e.g. since a newer version wrote it. */
  read(key: JournalKey): Promise<JournalEntry | null>;
  /** An entry in its place that cannot be read is set aside first, never erased. */
  write(key: JournalKey, entry: JournalEntry): Promise<void>;
  forget(key: JournalKey): Promise<void>;
  /** Forgets entries without unsaved edits that were written before `time`. */
  tidy(before: number): Promise<void>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: unknown };
}

const keyOf = ({ userId, annotationId }: JournalKey) => `${userId}/${annotationId}`;
const keeps = (entry: JournalEntry) => entry.pending.length + entry.conflicts.length > 0;

/** Where an entry that could not be read is kept from `time` (milliseconds since 1970) on. */
const asideOf = (key: string, time: number) => `${key}:unreadable:${time}`;

/** A journal that takes a while to open. */
export interface OpenableJournal extends Journal {
  /** Opens it ahead of the first question to it. @throws DOMException when the browser keeps nothing */
  open(): Promise<void>;
}

/** The journal in IndexedDB. One database per origin; entries are read through the schema. */
export function indexedDbJournal(name = 'formulary-editor'): OpenableJournal {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const database = () =>
    (opened ??= openDB<Schema>(name, 1, {
      upgrade(db) {
        db.createObjectStore('entries');
      },
      terminated() {
        opened = null;
      },
    }).catch((error: unknown) => {
      // Whoever asks next tries again.
      opened = null;
      throw error;
    }));
  return {
    async open() {
      await database();
    },
    async read(key) {
      const parsed = JournalEntrySchema.safeParse(await (await database()).get('entries', keyOf(key)));
      return parsed.success ? parsed.data : null;
    },
    async write(key, entry) {
      const transaction = (await database()).transaction('entries', 'readwrite');
      const { store } = transaction;
      const before = await store.get(keyOf(key));
      if (before !== undefined && !JournalEntrySchema.safeParse(before).success) {
        await store.put(before, asideOf(keyOf(key), entry.writtenAt));
      }
      await store.put(entry, keyOf(key));
      await transaction.done;
    },
    async forget(key) {
      await (await database()).delete('entries', keyOf(key));
    },
    async tidy(before) {
      const transaction = (await database()).transaction('entries', 'readwrite');
      for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
        const parsed = JournalEntrySchema.safeParse(cursor.value);
        if (parsed.success && !keeps(parsed.data) && parsed.data.writtenAt < before) await cursor.delete();
      }
      await transaction.done;
    },
  };
}
