import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getCandidateModel, getCandidates, postCandidate } from '@/app/api/v1/_endpoints/candidates';
import { newApiToken } from '@/lib/auth/api-token';
import { secret } from '@/lib/auth/secrets';
import { insertToken } from '@/lib/db/token';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES } from '@/lib/domain/stages';
import { PROJECT_ROOT, setEnv } from '@/lib/env';
import { publishAddress, withdrawAddress } from '@/lib/inference/address';
import { candidateChecks } from '@/lib/jobs/worker/check-upload';
import { startInferenceServer, type InferenceServer } from '@/lib/jobs/worker/inference-server';
import { candidateFolder } from '@/lib/server/candidates/candidate-folder';
import { ensureShippedCandidates } from '@/lib/server/candidates/ensure-shipped';
import { listCandidatesInUse } from '@/lib/server/candidates/in-use';
import { listCandidates } from '@/lib/server/candidates/list';
import { registerCandidate } from '@/lib/server/candidates/register';
import { findCandidate, showCandidate } from '@/lib/server/candidates/show';
import { blobs, sha256 } from '@/lib/storage';
import { makePerson, makeProject } from '@/tests/support/builders';
import { createInstallation, type Installation } from '@/tests/support/scratch';
import { SQUARE_MODELS } from '@/tests/support/squares';

/** Candidates of a project: added over the API and checked by a worker, found, laid out, and never changed. */

let installation: Installation;
let server: InferenceServer;
let project: { id: string; slug: string };
let engineer: Actor;
let token: string;
let aligner: Uint8Array<ArrayBuffer>;
let count = 0;

const bytesOf = async (...parts: string[]) =>
  new Uint8Array(await readFile(path.join(SQUARE_MODELS, ...parts)));

/** A card for the aligner that sees squares, under a name of its own. */
const cardOf = (changes: Record<string, unknown> = {}) => ({
  stage: 'aligner',
  name: `squares-${(count += 1)}`,
  version: '1',
  kind: 'onnx',
  licence: 'MIT',
  sha256: sha256(aligner),
  classes: ['x', 'y'],
  remarks: { trainer: '한국어', seeds: [1, 2.5e-7] },
  ...changes,
});

const noProblem = { check: async () => ({ warnings: [] }) };
const add = (card: unknown, model: Uint8Array | null = aligner, slug = project.slug) =>
  registerCandidate(engineer, { project: slug, card, model }, noProblem);

beforeAll(async () => {
  installation = await createInstallation();
  const { db } = installation;
  project = await makeProject(db);
  engineer = await makePerson(db, { roles: ['engineer'], projectId: project.id });
  const { secret: text, hash } = newApiToken();
  await insertToken(db, { userId: engineer.userId, name: 'test', tokenHash: hash, expiresAt: null });
  token = text;
  aligner = await bytesOf('aligner', 'squares', 'model.onnx');
  const unused = () => Promise.reject(new Error('nobody asks that here'));
  server = await startInferenceServer({
    host: '127.0.0.1',
    port: 0,
    token: secret('inference'),
    readImage: unused,
    predict: unused,
    explain: unused,
    check: candidateChecks(),
    health: () => ({ models: null, problem: null, queue: true, startedAt: new Date(0).toISOString() }),
  });
});
beforeEach(() => publishAddress(server.url));
afterAll(async () => {
  await withdrawAddress();
  await server.close();
  await installation.drop();
});

const request = (url: string, init: RequestInit = {}) =>
  new Request(`http://127.0.0.1/api/v1${url}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token}` },
  });

function form(card: unknown, model: Uint8Array<ArrayBuffer> | null): FormData {
  const made = new FormData();
  made.set('card', new Blob([JSON.stringify(card)], { type: 'application/json' }), 'card.json');
  if (model) made.set('model', new Blob([model]), 'model.onnx');
  return made;
}

async function send(body: BodyInit, headers: HeadersInit = {}) {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' };
  const response = await postCandidate.handler(request(`/projects/${project.slug}/candidates`, init), {
    params: Promise.resolve({ slug: project.slug }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const countRows = () => installation.db.candidate.count({ where: { projectId: project.id } });

describe('a candidate that is uploaded', () => {
  it('is run by a worker, kept whole, listed, and given back byte for byte', async () => {
    const card = cardOf();
    const sent = await send(form(card, aligner));
    const warnings = [expect.stringContaining('not those of the recognizer in use, crohme-') as string];
    expect(sent).toMatchObject({ status: 201, body: { existed: false, warnings } });
    const id = sent.body.id as string;
    const listed = await getCandidates.handler(request(''), {
      params: Promise.resolve({ slug: project.slug }),
    });
    const { items } = (await listed.json()) as { items: { id: string }[] };
    expect(items.find((item) => item.id === id)).toMatchObject({
      name: card.name,
      bytes: aligner.byteLength,
      shipped: false,
      released: false,
      createdBy: engineer.name,
    });
    expect((await showCandidate(engineer, { id })).fullCard).toEqual(card);
    const model = await getCandidateModel.handler(request(''), { params: Promise.resolve({ id }) });
    expect(new Uint8Array(await model.arrayBuffer())).toEqual(aligner);
  });

  it('is refused with the reason when it breaks the contract, and leaves nothing behind', async () => {
    const before = await countRows();
    const model = await bytesOf('broken', 'detector-nan.onnx');
    const card = cardOf({ stage: 'detector', sha256: sha256(model), classes: [] });
    expect(await send(form(card, model))).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_input', message: expect.stringContaining('holds NaN') as string } },
    });
    expect(await countRows()).toBe(before);
    expect(await blobs().size(sha256(model))).toBeNull();
  });

  it('is refused as soon as it is larger than it may be, said or unsaid', async () => {
    setEnv({ FORMULARY_MODEL_MAX_MB: '1' });
    try {
      const tooLarge = {
        status: 413,
        body: {
          error: { code: 'too_large', message: expect.stringContaining('at most 1048576 bytes') as string },
        },
      };
      expect(await send(form(cardOf(), new Uint8Array(4 << 20)))).toMatchObject(tooLarge);
      let pulled = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1 << 16));
        },
      });
      const type = 'multipart/form-data; boundary=x';
      expect(await send(endless, { 'content-type': type })).toMatchObject(tooLarge);
      expect(pulled).toBeLessThan(64);
      // Between a form's limit and a model's: the model alone is over.
      expect(await send(form(cardOf(), new Uint8Array((1 << 20) + 1)))).toMatchObject(tooLarge);
    } finally {
      setEnv({ FORMULARY_MODEL_MAX_MB: '' });
    }
  });

  it('is refused when the form holds no card, or what is none', async () => {
    const invalid = (part: string) => ({
      status: 400,
      body: { error: { code: 'invalid_input', message: expect.stringContaining(part) as string } },
    });
    expect(await send(new FormData())).toMatchObject(invalid('part "card"'));
    const text = new FormData();
    text.set('card', '{');
    expect(await send(text)).toMatchObject(invalid('must be JSON'));
    expect(await send(form([], aligner))).toMatchObject(invalid('card.json must be an object'));
    expect(await send(form(cardOf({ remarks: 'a\0b' }), aligner))).toMatchObject(invalid('cannot be stored'));
    expect(await send(form(cardOf(), null))).toMatchObject(invalid('must have a model.onnx'));
    expect(await send('{}', { 'content-type': 'application/json' })).toMatchObject(invalid('Send a form'));
  });

  it('waits for better times when no worker can try it', async () => {
    await withdrawAddress();
    expect(await send(form(cardOf(), aligner))).toMatchObject({
      status: 503,
      body: { error: { code: 'not_ready' } },
    });
  });
});

describe('a candidate of the same name', () => {
  it('is the same one when it is the same, and refused when it is another', async () => {
    const card = cardOf();
    const { id } = await add(card);
    expect(await add({ ...card })).toMatchObject({ id, existed: true });
    await expect(add({ ...card, licence: 'other' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`another aligner/${card.name}@1 already`) as string,
    });
    expect(await add({ ...card, version: '2' })).toMatchObject({ existed: false });
    expect(await installation.db.candidate.count({ where: { name: card.name } })).toBe(2);
  });

  it('is added once when it is sent many times at once', async () => {
    const card = cardOf();
    const sent = await Promise.all(Array.from({ length: 8 }, () => add(card)));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(sent.filter(({ existed }) => !existed)).toHaveLength(1);
  });

  it('is another one in another project', async () => {
    const other = await makeProject(installation.db);
    const card = cardOf();
    const administrator = await makePerson(installation.db, { administrator: true });
    const { id } = await add(card);
    const second = await registerCandidate(
      administrator,
      { project: other.slug, card: { ...card, licence: 'other' }, model: aligner },
      noProblem,
    );
    expect(second).toMatchObject({ existed: false });
    await expect(showCandidate(engineer, { id: second.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(showCandidate(engineer, { id, project: other.slug })).rejects.toMatchObject({
      code: 'not_found',
    });
    const reference = `aligner/${card.name}@1`;
    expect((await findCandidate(engineer, project.slug, reference)).id).toBe(id);
    expect((await findCandidate(administrator, other.slug, reference)).id).toBe(second.id);
  });
});

describe('the candidates that come with the program', () => {
  it('are added once, however many ask, and are in use until a project releases its own', async () => {
    const asked = await Promise.all(Array.from({ length: 6 }, () => ensureShippedCandidates()));
    expect(new Set(asked.map((ids) => JSON.stringify(ids))).size).toBe(1);
    expect(await installation.db.candidate.count({ where: { projectId: null } })).toBe(STAGES.length);
    const inUse = (await listCandidates(engineer, { project: project.slug })).filter((row) => row.released);
    expect(inUse.map(({ stage, shipped }) => ({ stage, shipped }))).toEqual(
      STAGES.map((stage) => ({ stage, shipped: true })),
    );

    const { id } = await add(cardOf());
    const release = { projectId: project.id, stage: 'aligner', createdById: engineer.userId } as const;
    await installation.db.release.create({ data: { ...release, candidateId: id } });
    const stages = async () =>
      (await listCandidates(engineer, { project: project.slug }))
        .filter((row) => row.released)
        .map((row) => row.id);
    const shipped = await ensureShippedCandidates();
    expect((await stages()).sort()).toEqual(
      STAGES.map((stage) => (stage === 'aligner' ? id : shipped[stage])).sort(),
    );
    expect((await showCandidate(engineer, { id })).released).toBe(true);
    expect(
      (await listCandidatesInUse(engineer, { project: project.slug })).map(({ stage, shipped, card }) => [
        stage,
        shipped,
        card?.stage,
      ]),
    ).toEqual(STAGES.map((stage) => [stage, stage !== 'aligner', stage]));
    await installation.db.release.create({ data: { ...release, candidateId: null } });
    expect(await stages()).toContain(shipped.aligner);
  });

  it('are opened where they lie, and added again by nobody', async () => {
    const shipped = await ensureShippedCandidates();
    const folder = await candidateFolder({ id: shipped.detector });
    expect(path.relative(PROJECT_ROOT, folder)).toMatch(/^models.weights.detector./u);
    const card = JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8')) as { name: string };
    const model = await readFile(path.join(folder, 'model.onnx'));
    expect(await add(card, model)).toMatchObject({ id: shipped.detector, existed: true, warnings: [] });
    await expect(add({ ...card, licence: 'mine' }, model)).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('is said to fit only a recognizer of the same classes, until one of them is in use', async () => {
  const own = await makeProject(installation.db);
  const administrator = await makePerson(installation.db, { administrator: true });
  const offer = async (card: unknown) =>
    registerCandidate(administrator, { project: own.slug, card, model: aligner }, noProblem);
  expect((await offer(cardOf())).warnings).toHaveLength(1);
  const recognizer = await offer(cardOf({ stage: 'recognizer' }));
  expect(recognizer.warnings).toEqual([expect.stringContaining('not those of the aligner in use')]);
  await installation.db.release.create({
    data: {
      projectId: own.id,
      stage: 'recognizer',
      candidateId: recognizer.id,
      createdById: administrator.userId,
    },
  });
  expect((await offer(cardOf())).warnings).toEqual([]);
  expect((await offer(cardOf({ classes: ['y', 'x'] }))).warnings).toHaveLength(1);
});

describe('the folder of a candidate', () => {
  const contents = async (folder: string) => ({
    card: JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8')) as unknown,
    model: new Uint8Array(await readFile(path.join(folder, 'model.onnx'))),
  });

  it('holds its card and its model, is made once, and is made again when it was damaged', async () => {
    const card = cardOf();
    const { id } = await add(card);
    const made = await Promise.all([candidateFolder({ id }), candidateFolder({ id })]);
    const folder = made[0];
    expect(made[1]).toBe(folder);
    expect(path.relative(installation.home, folder)).toBe(path.join('cache', 'candidates', id));
    expect(await contents(folder)).toEqual({ card, model: aligner });
    for (const damage of [
      () => writeFile(path.join(folder, 'model.onnx'), aligner.subarray(0, 10)),
      () => rm(path.join(folder, 'card.json')),
      () => rm(folder, { recursive: true }),
    ]) {
      await damage();
      expect(await candidateFolder({ id })).toBe(folder);
      expect(await contents(folder)).toEqual({ card, model: aligner });
    }
  });

  it('is not made of a model that is gone, or of nothing', async () => {
    const { id } = await add(cardOf());
    await installation.db.candidate.update({ where: { id }, data: { sha256: 'f'.repeat(64) } });
    await expect(candidateFolder({ id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(candidateFolder({ id: '00000000-0000-4000-8000-000000000000' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a lighter version', () => {
  it('of a shipped candidate is seen by the project that made it, and by no other', async () => {
    const { aligner: shipped } = await ensureShippedCandidates();
    const card = cardOf({ version: `1-int8` });
    const made = await registerCandidate(
      engineer,
      { project: project.slug, card, model: aligner, variantOf: { id: shipped, variant: 'int8' } },
      noProblem,
    );
    const other = await makeProject(installation.db);
    const stranger = await makePerson(installation.db, { roles: ['engineer'], projectId: other.id });
    const seen = async (actor: Actor, slug?: string) =>
      (await showCandidate(actor, { id: shipped, project: slug })).variants.map(({ id }) => id);
    expect(await seen(engineer)).toContain(made.id);
    expect(await seen(engineer, project.slug)).toContain(made.id);
    expect(await seen(stranger)).toEqual([]);
    expect(await seen(stranger, other.slug)).toEqual([]);
  });

  it('names its original, which must be of the same stage and project', async () => {
    const original = await add(cardOf());
    const card = cardOf({ version: '1-int8' });
    const variantOf = { id: original.id, variant: 'int8' } as const;
    const made = await registerCandidate(
      engineer,
      { project: project.slug, card, model: aligner, variantOf },
      noProblem,
    );
    expect(await showCandidate(engineer, { id: made.id })).toMatchObject({
      variant: 'int8',
      variantOf: { id: original.id },
    });
    expect((await showCandidate(engineer, { id: original.id })).variants).toMatchObject([
      { id: made.id, variant: 'int8', bytes: aligner.byteLength },
    ]);
    const wrong = (id: string) =>
      registerCandidate(
        engineer,
        { project: project.slug, card: cardOf(), model: aligner, variantOf: { id, variant: 'float16' } },
        noProblem,
      );
    const { detector } = await ensureShippedCandidates();
    await expect(wrong(detector)).rejects.toMatchObject({ code: 'invalid_input' });
    const other = await makeProject(installation.db);
    const administrator = await makePerson(installation.db, { administrator: true });
    const elsewhere = await registerCandidate(
      administrator,
      { project: other.slug, card: cardOf(), model: aligner },
      noProblem,
    );
    await expect(wrong(elsewhere.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('is found by its id or as stage/name@version, and by nothing else', async () => {
  const card = cardOf({ name: 'a/b@c', version: '1.0' });
  const { id } = await add(card);
  expect((await findCandidate(engineer, project.slug, id)).id).toBe(id);
  expect((await findCandidate(engineer, project.slug, 'aligner/a/b@c@1.0')).id).toBe(id);
  await expect(findCandidate(engineer, project.slug, 'aligner/a/b@c@2')).rejects.toMatchObject({
    code: 'not_found',
  });
  for (const named of ['a', 'reader/a@1', 'aligner/a', ''])
    await expect(findCandidate(engineer, project.slug, named)).rejects.toMatchObject({
      code: 'invalid_input',
    });
});
