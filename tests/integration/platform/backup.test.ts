import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { backUp, restore, type BackupManifest } from '@/lib/cli/backup';
import { openDb } from '@/lib/db/client';
import { dropDatabase, ensureDatabase, onDatabase } from '@/lib/db/embedded/database';
import { FolderStore } from '@/lib/storage';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let database: TestDatabase;
let empty: string;
let folder: string;
let store: FolderStore;
const at = (name: string) => path.join(folder, name);

const MODEL = new Uint8Array([8, 8, 0, 255, 13, 10]);

/** A candidate that is in use, and a lighter one whose row comes before that of its original. */
async function fillCandidates(projectId: string, createdById: string): Promise<void> {
  const sha256 = await store.put(MODEL);
  const common = { projectId, createdById, stage: 'aligner', name: 'mine', kind: 'onnx', sha256 } as const;
  const [lighter, original] = ['00000000', 'ffffffff'].map((start) => `${start}-0000-4000-8000-000000000000`);
  const rows = [
    { id: original, version: '1', card: { remarks: '\\frac "\\N"\t한국어', rates: [2.5e-7, 1e300] } },
    { id: lighter, version: '1-int8', card: {}, variantOfId: original, variant: 'int8' },
  ];
  for (const row of rows) await database.db.candidate.create({ data: { ...common, ...row, bytes: 6 } });
  const release = { projectId, createdById, stage: 'aligner', candidateId: original, note: 'why' } as const;
  await database.db.release.create({ data: release });
}

/** A question with an answer whose row comes before it, a mention, and a flag that is the reason of a skip. */
async function fillTalk(formulaId: string, userId: string): Promise<void> {
  const { db } = database;
  const [answer, remark, flag] = ['00000000', '88888888', 'ffffffff'].map(
    (start) => `${start}-0000-4000-8000-000000000001`,
  ) as [string, string, string];
  const said = { formulaId, authorId: userId };
  const symbol = { symbolId: 's\t1', symbolClass: '\\frac' };
  await db.comment.create({ data: { id: remark, text: '@Ada "\\N"\n한국어?', ...symbol, ...said } });
  await db.comment.create({ data: { id: answer, text: 'Yes.', replyToId: remark, ...said } });
  await db.commentMention.create({ data: { commentId: remark, userId } });
  await db.flag.create({ data: { id: flag, kind: 'unreadable', note: 'Water.', ...said } });
  await db.skip.create({ data: { formulaId, userId, reason: '', flagId: flag } });
}

/** An installation with people, a project, formulas in two states, candidates, and awkward text. */
async function fill(): Promise<void> {
  const { db } = database;
  const user = await db.user.create({ data: { email: 'ada@example.org', name: 'Ada\t"\\N"\n한국어' } });
  const project = await db.project.create({
    data: { slug: 'p', name: 'P', guidelines: '\\frac{1}{2}\r\n\\.' },
  });
  await db.membership.create({
    data: { projectId: project.id, userId: user.id, roles: ['lead', 'engineer'] },
  });
  const cell = await db.cell.create({
    data: { projectId: project.id, key: '', values: { a: null, b: [1.5e-9] } },
  });
  for (const text of ['one', 'two', 'three']) {
    const bytes = new TextEncoder().encode(text);
    const hash = await store.put(bytes);
    await db.image.create({ data: { hash, format: 'png', bytes: bytes.length, width: 1, height: 1 } });
    await db.formula.create({
      data: {
        projectId: project.id,
        cellId: cell.id,
        imageHash: hash,
        name: text,
        sourceHash: hash,
        state: text === 'one' ? 'importing' : 'ready',
        expectedCost: 0.1 + 0.2,
      },
    });
  }
  const talkedAbout = await db.formula.findFirstOrThrow({ where: { name: 'two' } });
  await fillTalk(talkedAbout.id, user.id);
  await fillCandidates(project.id, user.id);
}

const facts = ({ tables, blobs }: BackupManifest) => ({ tables, blobs });

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'formulary-backup-'));
  store = new FolderStore(at('blobs'));
  await fill();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const name = `restore_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(inject('postgresUrl'), name);
  empty = onDatabase(inject('postgresUrl'), name);
});
afterEach(() => dropDatabase(inject('postgresUrl'), new URL(empty).pathname.slice(1)));

describe('backup and restore', () => {
  it('give the same rows, counters and blobs, to the byte', async () => {
    const made = await backUp(database.url, store, at('first'));
    expect(made.tables.find(({ table }) => table === 'Formula')?.rows).toBe(3);
    expect(made.blobs).toHaveLength(4);
    const other = new FolderStore(at('other-blobs'));
    await restore(empty, other, at('first'));
    const again = await backUp(empty, other, at('second'));
    expect(facts(again)).toEqual(facts(made));
  });

  it('leave a database that counts and guards as before', async () => {
    await restore(empty, new FolderStore(at('third-blobs')), at('first'));
    const db = openDb(empty, 2);
    try {
      const formula = await db.formula.findFirstOrThrow({ where: { name: 'one' } });
      const count = (state: 'ready' | 'importing') =>
        db.cellCount.findFirst({ where: { cellId: formula.cellId, state } }).then((row) => row?.count ?? 0);
      expect([await count('ready'), await count('importing')]).toEqual([2, 1]);
      await db.formula.update({ where: { id: formula.id }, data: { state: 'ready' } });
      expect([await count('ready'), await count('importing')]).toEqual([3, 0]);
      await expect(
        db.formula.update({ where: { id: formula.id }, data: { imageHash: 'nowhere' } }),
      ).rejects.toThrow();
    } finally {
      await db.$disconnect();
    }
  });

  it('bring back candidates with their models, what they were made from, and what is in use', async () => {
    const blobs = new FolderStore(at('candidates-blobs'));
    await restore(empty, blobs, at('first'));
    const db = openDb(empty, 2);
    try {
      const order = { orderBy: { id: 'asc' } } as const;
      const candidates = await db.candidate.findMany(order);
      expect(candidates).toEqual(await database.db.candidate.findMany(order));
      expect(candidates.map(({ variantOfId }) => variantOfId)).toEqual([candidates[1]?.id, null]);
      expect(await blobs.read(candidates[0]?.sha256 ?? '')).toEqual(Buffer.from(MODEL));
      expect(await db.release.findMany()).toEqual(await database.db.release.findMany());
    } finally {
      await db.$disconnect();
    }
  });

  it('bring back what was said of a formula, and to whom', async () => {
    await restore(empty, new FolderStore(at('talk-blobs')), at('first'));
    const db = openDb(empty, 2);
    try {
      const all = { orderBy: { id: 'asc' }, include: { mentions: true, replies: true } } as const;
      const comments = await db.comment.findMany(all);
      expect(comments).toEqual(await database.db.comment.findMany(all));
      expect(comments.map(({ replies, mentions }) => [replies.length, mentions.length])).toEqual([
        [0, 0],
        [1, 1],
      ]);
      const flags = { include: { skips: true } } as const;
      expect(await db.flag.findMany(flags)).toEqual(await database.db.flag.findMany(flags));
    } finally {
      await db.$disconnect();
    }
  });

  it('refuse to restore over what is there', async () => {
    await expect(restore(database.url, store, at('first'))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuse to back up into a folder that holds something else', async () => {
    await expect(backUp(database.url, store, at('first'))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuse a backup that was not finished', async () => {
    await backUp(database.url, store, at('unfinished'));
    await rm(at('unfinished/manifest.json'));
    await expect(restore(empty, store, at('unfinished'))).rejects.toMatchObject({ code: 'not_found' });
    // …and the same folder can be used for the next attempt.
    await expect(backUp(database.url, store, at('unfinished'))).resolves.toBeDefined();
  });

  it('refuse a damaged backup before anything is written', async () => {
    const made = await backUp(database.url, store, at('damaged'));
    const hash = made.blobs[0]!;
    await appendFile(at(`damaged/blobs/${hash.slice(0, 2)}/${hash}`), '!');
    await expect(restore(empty, store, at('damaged'))).rejects.toMatchObject({ code: 'broken_file' });
    const untouched = openDb(empty, 1);
    await expect(untouched.user.count()).rejects.toThrow();
    await untouched.$disconnect();
  });

  it('refuse a backup of a newer version', async () => {
    await backUp(database.url, store, at('newer'));
    const manifest = JSON.parse(await readFile(at('newer/manifest.json'), 'utf8')) as BackupManifest;
    manifest.migrations.push('20990101000000_future');
    await writeFile(at('newer/manifest.json'), JSON.stringify(manifest));
    await expect(restore(empty, store, at('newer'))).rejects.toMatchObject({ code: 'conflict' });
  });
});
