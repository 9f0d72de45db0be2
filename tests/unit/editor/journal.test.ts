import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { EMPTY_HISTORY } from '@/lib/editor/history/history';
import { indexedDbJournal } from '@/lib/editor/save/journal';

describe('the journal in IndexedDB', () => {
  const key = { userId: 'u', annotationId: 'a' };
  const entry = { version: 3, sent: 0, pending: [], conflicts: [], history: EMPTY_HISTORY, writtenAt: 10 };

  it('gives back what was written, to the same person only', async () => {
    const journal = indexedDbJournal('test-journal');
    await journal.write(key, entry);
    expect(await journal.read(key)).toEqual(entry);
    expect(await journal.read({ ...key, userId: 'other' })).toBeNull();
    await journal.forget(key);
    expect(await journal.read(key)).toBeNull();
  });

  it('sets aside an entry that it cannot read before it writes another', async () => {
    const journal = indexedDbJournal('test-unreadable');
    await journal.write(key, entry);
    const database = await openDB('test-unreadable', 1);
    const newer = { ...entry, pending: [{ shape: 'of a later version' }] };
    await database.put('entries', newer, 'u/a');
    expect(await journal.read(key)).toBeNull();
    await journal.write(key, { ...entry, writtenAt: 20 });
    await journal.write(key, { ...entry, writtenAt: 30 });
    await journal.tidy(100);
    expect(await database.getAllKeys('entries')).toEqual(['u/a:unreadable:20']);
    expect(await database.get('entries', 'u/a:unreadable:20')).toEqual(newer);
    database.close();
  });

  it('forgets old histories, and never what is unsaved', async () => {
    const journal = indexedDbJournal('test-tidy');
    const unsaved = {
      id: '1f0c8c6e-3a44-4c5e-9a54-0d2b8f5f8a11',
      diff: { label: { latex: ['a', 'b'] } },
      source: 'user',
      action: 'latex.edit',
      activeMs: 1,
      predictionId: null,
      mark: 'm',
    } as const;
    await journal.write({ ...key, annotationId: 'old' }, entry);
    await journal.write(
      { ...key, annotationId: 'unsaved' },
      { ...entry, pending: [structuredClone(unsaved) as never] },
    );
    await journal.tidy(100);
    expect(await journal.read({ ...key, annotationId: 'old' })).toBeNull();
    expect((await journal.read({ ...key, annotationId: 'unsaved' }))?.pending).toHaveLength(1);
  });
});
