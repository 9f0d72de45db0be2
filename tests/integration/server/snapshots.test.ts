import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/permissions';
import { writeExport } from '@/lib/export';
import { createSnapshot } from '@/lib/server/snapshots/create-snapshot';
import { exportSnapshot, exportSnapshotZip } from '@/lib/server/snapshots/export-snapshot';
import { importFiles } from '@/lib/server/imports/import-files';
import { ImportOptionsSchema } from '@/lib/server/imports/import-options';
import { reviewFormula } from '@/lib/server/formulas/review-formula';
import { saveEdits } from '@/lib/server/edits/save-edits';
import { showSnapshot } from '@/lib/server/snapshots/show-snapshot';
import { SnapshotChoicesSchema } from '@/lib/server/snapshots/snapshot-options';
import { startImport } from '@/lib/server/imports/start-import';
import { submitFormula } from '@/lib/server/formulas/submit-formula';
import { openFormula } from '@/lib/server/formulas/open-formula';
import {
  makeFormula,
  makePerson,
  makeProject,
  relabel,
  sha,
  squareAnnotation,
} from '@/tests/support/builders';
import { createInstallation, type Installation } from '@/tests/support/scratch';

const FIXTURES = path.resolve('tests/fixtures/inkml');

let installation: Installation;
let project: { id: string; slug: string };
let lead: Actor;
let folder: string;

beforeAll(async () => {
  installation = await createInstallation();
  folder = await mkdtemp(path.join(tmpdir(), 'exports-'));
  project = await makeProject(installation.db);
  lead = await makePerson(installation.db, { roles: ['lead'], projectId: project.id });
  const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.inkml'));
  const options = ImportOptionsSchema.parse({ truth: 'gold' });
  const { batchId } = await startImport(lead, { project: project.slug, source: 'fixtures', options });
  const files = names.map((name) => ({ path: name, read: () => readFile(path.join(FIXTURES, name)) }));
  for await (const { status } of importFiles(lead, { batchId, files })) expect(status).toBe('added');
});
afterAll(async () => {
  await installation.drop();
  await rm(folder, { recursive: true });
});

const freeze = (name: string, choices: object = {}, slug = project.slug) =>
  createSnapshot(lead, { project: slug, name, choices: SnapshotChoicesSchema.parse(choices) });

async function filesOf(snapshotId: string, stage: Parameters<typeof exportSnapshot>[1]['stage']) {
  const { files } = await exportSnapshot(lead, { snapshotId, stage });
  const hashes: Record<string, string> = {};
  for await (const { path: name, bytes } of files) {
    const chunks = [];
    for await (const chunk of bytes) chunks.push(chunk);
    hashes[name] = sha(Buffer.concat(chunks).toString('latin1'));
  }
  return hashes;
}

async function approve(formulaId: string): Promise<void> {
  const { annotation } = await openFormula(lead, { formulaId, hold: true });
  await submitFormula(lead, {
    formulaId,
    version: annotation.version,
    confirmedWarnings: ['latex_disagrees'],
  });
  await reviewFormula(lead, { formulaId, review: { verdict: 'approve' } });
}

describe('a snapshot', () => {
  it('exports every stage, the same bytes each time', async () => {
    const { id, items } = await freeze('first');
    expect(items).toBeGreaterThan(5);
    for (const stage of ['detector', 'recognizer', 'aligner', 'converter', 'any'] as const) {
      const files = await filesOf(id, stage);
      expect(Object.keys(files).length).toBeGreaterThan(2);
      expect(await filesOf(id, stage)).toEqual(files);
    }
  });

  it('names in its manifest the revision and the hash of what was frozen', async () => {
    const { id } = await freeze('named');
    const { files } = await exportSnapshot(lead, { snapshotId: id, stage: 'aligner' });
    await writeExport(files, path.join(folder, 'named'));
    const manifest = JSON.parse(
      await readFile(path.join(folder, 'named', 'aligner', 'manifest.json'), 'utf8'),
    ) as { files: { path: string; sha256: string }[] };
    expect(manifest.files.length).toBeGreaterThan(0);
    expect(JSON.stringify(manifest)).toContain((await showSnapshot(lead, { id })).contentHash);
  });

  it('stays what it was when its formulas are corrected later, and the next one says what changed', async () => {
    const slug = (await makeProject(installation.db)).slug;
    const id = (await installation.db.project.findUniqueOrThrow({ where: { slug } })).id;
    const local = await makePerson(installation.db, { roles: ['lead'], projectId: id });
    await installation.db.symbolClass.createMany({
      data: ['x', 'y', '2'].map((name) => ({ projectId: id, name })),
    });
    const made = [
      await makeFormula(installation.db, { projectId: id }),
      await makeFormula(installation.db, { projectId: id }),
    ];
    lead = local;
    for (const { id: formulaId } of made) await approve(formulaId);
    const before = await freeze('before', {}, slug);
    const bytes = await filesOf(before.id, 'converter');
    const [first] = made;
    if (!first) throw new Error('nothing made');
    await saveEdits(local, {
      annotationId: first.annotationId,
      request: { baseVersion: 0, edits: [relabel('s1', 'x', 'y')] },
    });
    const unapproved = await freeze('while it is worked on', {}, slug);
    expect(unapproved.contentHash).toBe(before.contentHash);
    await approve(first.id);
    const third = await makeFormula(installation.db, { projectId: id });
    await approve(third.id);
    const after = await freeze('after', {}, slug);
    expect(await filesOf(before.id, 'converter')).toEqual(bytes);
    expect(await filesOf(after.id, 'converter')).not.toEqual(bytes);
    expect(await showSnapshot(local, { id: after.id })).toMatchObject({
      changes: { since: { name: 'while it is worked on' }, added: 1, removed: 0, changed: 1 },
    });
  });

  it('leaves out what was sent back, and takes what is only submitted when told so', async () => {
    const { id, slug } = await makeProject(installation.db);
    lead = await makePerson(installation.db, { roles: ['lead'], projectId: id });
    await installation.db.symbolClass.createMany({
      data: ['x', '2'].map((name) => ({ projectId: id, name })),
    });
    const [approved, back, submitted] = await Promise.all(
      [0, 1, 2].map(() => makeFormula(installation.db, { projectId: id })),
    );
    await expect(freeze('empty', {}, slug)).rejects.toMatchObject({ code: 'conflict' });
    await approve(approved?.id ?? '');
    await approve(back?.id ?? '');
    const verdict = { verdict: 'send_back' as const, reason: 'no' };
    await reviewFormula(lead, { formulaId: back?.id ?? '', review: verdict });
    await openFormula(lead, { formulaId: submitted?.id ?? '', hold: true });
    await submitFormula(lead, { formulaId: submitted?.id ?? '', version: 0 });
    expect((await freeze('approved', {}, slug)).items).toBe(1);
    expect((await freeze('wider', { include: 'submitted' }, slug)).items).toBe(2);
    await expect(freeze('wider', {}, slug)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('holds what was imported with broken rules and never looked at, and says so', async () => {
    const { id, slug } = await makeProject(installation.db);
    lead = await makePerson(installation.db, { roles: ['lead'], projectId: id });
    const sound = squareAnnotation();
    const torn = squareAnnotation();
    for (const symbol of Object.values(torn.symbols)) symbol.box = { ...symbol.box, x: 5000 };
    for (const annotation of [sound, torn]) {
      const formula = await makeFormula(installation.db, { projectId: id, annotation, state: 'submitted' });
      await installation.db.revision.create({
        data: {
          formulaId: formula.id,
          annotationId: formula.annotationId,
          number: 1,
          version: 0,
          contentHash: sha(formula.id),
          content: { imageHash: formula.imageHash, annotation, latexCanonical: 'x ^ { 2 }' },
          createdById: lead.userId,
        },
      });
    }
    const { id: snapshotId } = await freeze('gold', { include: 'submitted' }, slug);
    const { counts, held } = await showSnapshot(lead, { id: snapshotId });
    expect(counts).toMatchObject({ held: 1 });
    expect(held).toMatchObject([{ reason: 'rules_broken' }]);
  });

  it('never moves a formula to another split when data is added, and holds what is linked to two', async () => {
    const { id, slug } = await makeProject(installation.db);
    lead = await makePerson(installation.db, { roles: ['lead'], projectId: id });
    await installation.db.symbolClass.createMany({
      data: ['x', '2'].map((name) => ({ projectId: id, name })),
    });
    const write = async (writer: string | null, document: string | null = null) => {
      const made = await makeFormula(installation.db, { projectId: id, writer, document });
      await approve(made.id);
      return made.id;
    };
    for (let index = 0; index < 12; index += 1) await write(`writer ${index % 6}`, `page ${index % 6}`);
    const ratios = { train: 1, val: 1, test: 1 };
    const first = await freeze('first', { ratios }, slug);
    const splitsOf = async (snapshotId: string) =>
      new Map(
        (await installation.db.snapshotItem.findMany({ where: { snapshotId } })).map((item) => [
          item.formulaId,
          item,
        ]),
      );
    const before = await splitsOf(first.id);
    const bySplit = new Map([...before.values()].map(({ split, writer }) => [split as string, writer]));
    expect(bySplit.size).toBe(3);
    const page = [...before.values()].find(({ split }) => split === 'test')?.document ?? null;
    const torn = await write(bySplit.get('train') ?? null, page);
    for (let index = 0; index < 6; index += 1) await write(`new writer ${index}`);
    const second = await freeze('second', { ratios: { train: 1, val: 0, test: 0 } }, slug);
    const after = await splitsOf(second.id);
    for (const [formulaId, { split }] of before) expect(after.get(formulaId)?.split).toBe(split);
    expect(after.get(torn)).toMatchObject({ split: 'held', heldReason: 'linked_to_two_splits' });
    const shown = await showSnapshot(lead, { id: second.id });
    expect(shown.held.map(({ formulaId }) => formulaId)).toEqual([torn]);
  });

  it('streams as a zip', async () => {
    const row = await installation.db.snapshot.findFirstOrThrow({ where: { name: 'first' } });
    const owner = await makePerson(installation.db, { administrator: true });
    const { name, bytes } = await exportSnapshotZip(owner, { snapshotId: row.id, stage: 'converter' });
    expect(name).toMatch(/first-converter-jsonl\.zip$/);
    const chunks = [];
    for await (const chunk of bytes) chunks.push(chunk);
    expect(Buffer.concat(chunks).subarray(0, 2).toString()).toBe('PK');
  });
});
