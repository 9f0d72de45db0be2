import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCurrentAnnotation } from '@/lib/db/annotation/read';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Actor } from '@/lib/domain/permissions';
import { importFile } from '@/lib/import';
import { contentHash } from '@/lib/server/content-hash';
import { importFiles, type SourceFile } from '@/lib/server/imports/import-files';
import { importFormula } from '@/lib/server/imports/import-formula';
import { ImportOptionsSchema, type ImportOptions } from '@/lib/server/imports/import-options';
import { importStatus } from '@/lib/server/imports/import-status';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { readImage } from '@/lib/server/formulas/read-image';
import { saveEdits } from '@/lib/server/edits/save-edits';
import { reviewFormula } from '@/lib/server/formulas/review-formula';
import { startImport } from '@/lib/server/imports/start-import';
import { recordPredictionFailure, storePrediction } from '@/lib/server/predictions/store-prediction';
import { predictionFromTruth } from '@/lib/import';
import { blobs } from '@/lib/storage';
import { makePerson, makeProject, relabel, squareAnnotation } from '@/tests/support/builders';
import { paper } from '@/tests/support/images';
import { createInstallation, type Installation } from '@/tests/support/scratch';

const FIXTURES = path.resolve('tests/fixtures/inkml');
const inkml = (name: string) => readFile(path.join(FIXTURES, name));

let installation: Installation;
let project: { id: string; slug: string };
let lead: Actor;

beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.drop());
beforeEach(async () => {
  project = await makeProject(installation.db);
  lead = await makePerson(installation.db, { roles: ['lead'], projectId: project.id });
});

const start = async (options: Partial<ImportOptions> = {}, resume = false) =>
  startImport(lead, {
    project: project.slug,
    source: 'a folder',
    options: ImportOptionsSchema.parse(options),
    resume,
  });
const only = async () =>
  installation.db.formula.findFirstOrThrow({
    where: { projectId: project.id },
    include: { ink: true, revisions: { include: { approvals: true } }, predictions: true, annotations: true },
  });

async function drain(batchId: string, files: SourceFile[]) {
  const outcomes = [];
  for await (const outcome of importFiles(lead, { batchId, files })) outcomes.push(outcome);
  return outcomes;
}
const file = (name: string, bytes: Uint8Array): SourceFile => ({ path: name, read: async () => bytes });

describe('a file with truth', () => {
  it('as gold becomes an approved revision that says exactly what the file says', async () => {
    const { batchId } = await start({ truth: 'gold' });
    const bytes = await inkml('fraction.inkml');
    await expect(importFormula(lead, { batchId, path: 'sub/fraction.inkml', bytes })).resolves.toMatchObject({
      status: 'added',
    });
    const source = await importFile(bytes, 'fraction.inkml');
    const formula = await only();
    expect(formula).toMatchObject({
      state: 'approved',
      name: 'fraction.inkml',
      sourceHash: source.sourceHash,
    });
    expect(formula.annotations).toMatchObject([{ kind: 'gold', isCurrent: true, authorId: lead.userId }]);
    const [revision] = formula.revisions;
    expect(revision?.approvals).toMatchObject([{ verdict: 'approved', userId: lead.userId }]);
    expect(revision?.contentHash).toBe(contentHash(revision?.content as object));
    const stored = await readCurrentAnnotation(installation.db, formula.id);
    const { annotation } = revision?.content as unknown as { annotation: Annotation };
    expect(stored?.value).toEqual(annotation);
    for (const [id, symbol] of Object.entries(source.truth?.symbols ?? {})) {
      expect(annotation.symbols[id as never]).toEqual({
        ...symbol,
        pins: { box: true, class: true, place: true },
      });
    }
    expect(annotation.accepted).toEqual({ detector: true, recognizer: true, aligner: true, converter: true });
    const ink = JSON.parse(Buffer.from(await blobs().read(formula.ink?.blobHash ?? '')).toString()) as object;
    expect(ink).toEqual(JSON.parse(JSON.stringify(source.ink)));
    const { stream, bytes: size } = await readImage(lead, { hash: formula.imageHash });
    expect(Buffer.concat(await stream.toArray())).toHaveLength(size);
  });

  it('as gold that breaks a rule waits for a lead, who cannot approve it as it is', async () => {
    const { batchId } = await start({ truth: 'gold' });
    const text = (await inkml('fraction.inkml')).toString('utf8');
    const bytes = Buffer.from(text.replace(/(<annotation type="truth">)[^<]*/u, '$1$\\\\frac{a$'));
    await importFormula(lead, { batchId, path: 'broken-truth.inkml', bytes });
    const formula = await only();
    expect(formula.state).toBe('submitted');
    expect(formula.revisions).toMatchObject([{ confirmedWarnings: [], approvals: [] }]);
    const review = { verdict: 'approve' as const, confirmedWarnings: ['latex_broken'] };
    await expect(reviewFormula(lead, { formulaId: formula.id, review })).rejects.toMatchObject({
      code: 'rules_broken',
    });
    expect((await only()).state).toBe('submitted');
  });

  it('as a prediction goes into the queue, unpinned', async () => {
    const { batchId } = await start({ truth: 'prediction' });
    await importFormula(lead, { batchId, path: 'fraction.inkml', bytes: await inkml('fraction.inkml') });
    expect(await only()).toMatchObject({ state: 'ready', predictionStatus: 'done', revisions: [] });
    const payload = await nextFormula(lead, { project: project.slug });
    expect(Object.keys(payload?.annotation.value.symbols ?? {})).not.toHaveLength(0);
    expect(
      Object.values(payload?.annotation.value.symbols ?? {}).every(({ pins }) => !pins.box && !pins.class),
    ).toBe(true);
    expect(payload?.prediction?.content.latex).toBe(payload?.annotation.value.label.latex);
  });

  it('may be ignored: then it waits for the models', async () => {
    const { batchId } = await start({ truth: 'ignore' });
    await importFormula(lead, { batchId, path: 'fraction.inkml', bytes: await inkml('fraction.inkml') });
    expect(await only()).toMatchObject({ state: 'importing', predictionStatus: 'pending', predictions: [] });
    expect(await nextFormula(lead, { project: project.slug })).toBeNull();
  });
});

describe('an import', () => {
  it('takes the same image once, reports a broken file, and lets the rest in', async () => {
    const picture = new Uint8Array(await paper().png().toBuffer());
    const { batchId } = await start();
    const outcomes = await drain(batchId, [
      file('a.png', picture),
      file('again.png', picture),
      file('broken.inkml', await inkml('broken/cut-off.inkml')),
      file('text.png', new TextEncoder().encode('not an image')),
      { path: 'gone.png', read: () => Promise.reject(new Error('the disk is away')) },
      file('fraction.inkml', await inkml('fraction.inkml')),
    ]);
    const statuses = Object.fromEntries(outcomes.map(({ path: name, status }) => [name, status]));
    expect(statuses).toEqual({
      'a.png': expect.stringMatching(/added|exists/) as string,
      'again.png': expect.stringMatching(/added|exists/) as string,
      'broken.inkml': 'failed',
      'text.png': 'failed',
      'gone.png': 'failed',
      'fraction.inkml': 'added',
    });
    expect(new Set([statuses['a.png'], statuses['again.png']])).toEqual(new Set(['added', 'exists']));
    expect(await installation.db.formula.count({ where: { projectId: project.id } })).toBe(2);
    const status = await importStatus(lead, { batchId, status: 'failed' });
    expect(status.counts).toEqual({ added: 2, exists: 1, failed: 3 });
    for (const { error } of status.items) expect(error?.message).toBeTruthy();
    const gone = status.items.find(({ path: name }) => name === 'gone.png');
    expect(gone?.error).toMatchObject({
      code: 'internal',
      message: expect.not.stringContaining('disk') as string,
    });
  });

  it('that was cut off goes on where it was, and tries what failed again', async () => {
    const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.inkml'));
    const files = await Promise.all(names.map(async (name) => file(name, await inkml(name))));
    const first = await start({ truth: 'gold' });
    const [half, flaky] = [
      files.slice(0, 3),
      { path: 'flaky.inkml', read: () => Promise.reject(new Error('later')) },
    ];
    await drain(first.batchId, [...half, flaky]);
    const second = await start({ truth: 'gold' }, true);
    expect(second).toEqual({ batchId: first.batchId, done: 3 });
    let reads = 0;
    const counted = [...files, file('flaky.inkml', await paper(80, 40).png().toBuffer())].map((item) => ({
      ...item,
      read: () => {
        reads += 1;
        return item.read();
      },
    }));
    await drain(second.batchId, counted);
    expect(reads).toBe(names.length - 3 + 1);
    const status = await importStatus(lead, { batchId: second.batchId });
    expect(status.counts.failed).toBe(0);
    expect(status.counts.added + status.counts.exists).toBe(names.length + 1);
  });

  it('of different options is another import', async () => {
    const first = await start({ truth: 'gold' });
    expect((await start({ truth: 'prediction' }, true)).batchId).not.toBe(first.batchId);
  });

  it('refuses category values that the project does not have', async () => {
    await expect(start({ values: { level: 'algebra' } })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('lets two uploads of one image at the same moment make one formula', async () => {
    const bytes = new Uint8Array(await paper(90, 45).png().toBuffer());
    const { batchId } = await start();
    const outcomes = await Promise.all(
      ['one.png', 'two.png', 'three.png'].map((name) => importFormula(lead, { batchId, path: name, bytes })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['added', 'exists', 'exists']);
    expect(new Set(outcomes.map(({ formulaId }) => formulaId)).size).toBe(1);
  });
});

describe('a prediction', () => {
  const prediction = predictionFromTruth(squareAnnotation());

  it('fills an annotation that nobody has touched, and opens the formula for work', async () => {
    const { batchId } = await start();
    const bytes = new Uint8Array(await paper(200, 100).png().toBuffer());
    const { formulaId } = await importFormula(lead, { batchId, path: 'a.png', bytes });
    await storePrediction({ formulaId: formulaId ?? '', prediction });
    const formula = await only();
    expect(formula).toMatchObject({ state: 'ready', predictionStatus: 'done' });
    expect(formula.expectedCost).toBeGreaterThan(0);
    const payload = await nextFormula(lead, { project: project.slug });
    expect(payload?.annotation.value).toEqual(squareAnnotation());
    expect(payload?.prediction?.id).toBe(formula.predictions[0]?.id);

    const annotationId = payload?.annotation.id ?? '';
    const baseVersion = payload?.annotation.version ?? 0;
    await saveEdits(lead, { annotationId, request: { baseVersion, edits: [relabel('s1', 'x', 'y')] } });
    await storePrediction({ formulaId: formula.id, prediction });
    const after = await readCurrentAnnotation(installation.db, formula.id);
    expect(after?.value.symbols['s1' as never]).toMatchObject({ class: 'y' });
    expect((await only()).predictions).toHaveLength(2);
  });

  it('that failed leaves the formula workable, and says why', async () => {
    const { batchId } = await start();
    const bytes = new Uint8Array(await paper(210, 100).png().toBuffer());
    const { formulaId } = await importFormula(lead, { batchId, path: 'a.png', bytes });
    const reason = { code: 'broken_file', message: 'The image is empty.' } as const;
    await recordPredictionFailure({ formulaId: formulaId ?? '', reason });
    const payload = await nextFormula(lead, { project: project.slug });
    expect(payload).toMatchObject({
      mode: 'edit',
      formula: { state: 'ready', predictionStatus: 'failed', predictionError: reason },
      prediction: null,
    });
  });

  it('never touches gold', async () => {
    const { batchId } = await start({ truth: 'gold' });
    await importFormula(lead, { batchId, path: 'fraction.inkml', bytes: await inkml('fraction.inkml') });
    const formula = await only();
    const before = await readCurrentAnnotation(installation.db, formula.id);
    await storePrediction({ formulaId: formula.id, prediction });
    expect(await readCurrentAnnotation(installation.db, formula.id)).toEqual(before);
    expect(await only()).toMatchObject({ state: 'approved', predictionStatus: 'done' });
  });
});
