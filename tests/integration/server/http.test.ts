import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as formulas from '@/app/api/v1/_endpoints/formulas';
import * as imports from '@/app/api/v1/_endpoints/imports';
import * as projects from '@/app/api/v1/_endpoints/projects';
import { newApiToken } from '@/lib/auth/api-token';
import { insertToken } from '@/lib/db/token';
import type { Endpoint } from '@/app/api/v1/_lib/endpoint';
import { EditorPayloadSchema } from '@/lib/domain/editor-payload';
import { startImport } from '@/lib/server/imports/start-import';
import { ImportOptionsSchema } from '@/lib/server/imports/import-options';
import { makeEdit, makeFormula, makePerson, makeProject, relabel } from '@/tests/support/builders';
import { paper } from '@/tests/support/images';
import { createInstallation, type Installation } from '@/tests/support/scratch';

let installation: Installation;
let project: { id: string; slug: string };
let secret: string;
let batchId: string;

beforeAll(async () => {
  installation = await createInstallation();
  project = await makeProject(installation.db);
  const lead = await makePerson(installation.db, { roles: ['lead'], projectId: project.id });
  const made = newApiToken();
  secret = made.secret;
  await insertToken(installation.db, {
    userId: lead.userId,
    name: 't',
    tokenHash: made.hash,
    expiresAt: null,
  });
  const options = ImportOptionsSchema.parse({});
  ({ batchId } = await startImport(lead, { project: project.slug, source: 'browser', options }));
});
afterAll(() => installation.drop());

async function send(
  endpoint: Endpoint,
  params: Record<string, string>,
  { body, headers, query = '' }: { body?: BodyInit; headers?: Record<string, string>; query?: string } = {},
) {
  const request = new Request(`http://127.0.0.1/api/v1/x${query}`, {
    method: endpoint.spec.method.toUpperCase(),
    headers: { authorization: `Bearer ${secret}`, ...headers },
    body,
  });
  const response = await endpoint.handler(request, { params: Promise.resolve(params) });
  return {
    status: response.status,
    answer: (await response.json().catch(() => null)) as Record<string, never>,
  };
}
const json = (value: unknown) => ({ body: JSON.stringify(value) });

it('says what is stale with the state to rebase on', async () => {
  const { id, annotationId } = await makeFormula(installation.db, { projectId: project.id });
  const opened = await send(formulas.holdFormula, { id });
  const payload = EditorPayloadSchema.parse(opened.answer);
  expect(payload).toMatchObject({ mode: 'edit', annotation: { id: annotationId, version: 0 } });
  const first = json({ baseVersion: 0, edits: [relabel('s1', 'x', 'y')] });
  expect(await send(formulas.saveAnnotation, { id: annotationId }, first)).toEqual({
    status: 200,
    answer: { version: 1, alreadySaved: [] },
  });
  const second = json({ baseVersion: 0, edits: [relabel('s1', 'x', 'z')] });
  expect(await send(formulas.saveAnnotation, { id: annotationId }, second)).toMatchObject({
    status: 409,
    answer: {
      error: { code: 'stale', details: { version: 1, annotation: { symbols: { s1: { class: 'y' } } } } },
    },
  });
});

it('refuses what is malformed in words, and never with a 500', async () => {
  const { id, annotationId } = await makeFormula(installation.db, { projectId: project.id });
  const params = { id: annotationId };
  for (const body of [
    '',
    '{',
    '[]',
    '{"baseVersion":"0","edits":[]}',
    '{"baseVersion":0,"edits":[{"id":"x"}]}',
  ]) {
    const { status, answer } = await send(formulas.saveAnnotation, params, { body });
    expect([status, answer]).toMatchObject([400, { error: { code: 'invalid_input' } }]);
  }
  const oversized = { body: `"${'x'.repeat(9 * 1024 * 1024)}"` };
  expect((await send(formulas.saveAnnotation, params, oversized)).status).toBe(413);
  expect((await send(formulas.getFormula, { id: 'no-uuid' })).status).toBe(400);
  expect((await send(formulas.getFormulas, { slug: project.slug }, { query: '?cursor=%%%' })).status).toBe(
    400,
  );
  expect((await send(formulas.getFormulas, { slug: project.slug }, { query: '?state=great' })).status).toBe(
    400,
  );
  expect((await send(formulas.skip, { id }, json({ reason: '   ' }))).status).toBe(400);
});

it('answers text that no database can keep with what is wrong, wherever it comes in', async () => {
  const { id, annotationId } = await makeFormula(installation.db, { projectId: project.id });
  const { slug } = project;
  const edits = ['a\0', '\ud835'].flatMap((text) => [
    relabel('s1', 'x', text),
    makeEdit({ label: { latex: ['x^{2}', text] } }),
    { ...relabel('s1', 'x', 'y'), action: text },
  ]);
  const cursor = Buffer.from(JSON.stringify(['a\0', id])).toString('base64url');
  const answers = [
    ...(await Promise.all(
      edits.map((edit) =>
        send(formulas.saveAnnotation, { id: annotationId }, json({ baseVersion: 0, edits: [edit] })),
      ),
    )),
    await send(formulas.getFormulas, { slug }, { query: '?text=a%00' }),
    await send(formulas.getFormulas, { slug }, { query: '?class=a%00' }),
    await send(formulas.getFormulas, { slug }, { query: `?cursor=${cursor}` }),
    await send(formulas.getFormulas, { slug: 'a\0' }),
    await send(formulas.skip, { id }, json({ reason: 'a\0' })),
    await send(formulas.review, { id }, json({ verdict: 'send_back', reason: '\ud835' })),
    await send(imports.postImport, { slug }, json({ source: 'a\0' })),
    await send(imports.postImportFile, { id: batchId }, { body: 'x', query: '?path=a%00.png' }),
    await send(projects.patchProject, { slug }, json({ name: 'a\0' })),
    await send(projects.patchProject, { slug }, json({ guidelines: 'a\0' })),
    await send(projects.patchProject, { slug }, json({ addClasses: ['a\0'] })),
  ];
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 400, answer: { error: { code: 'invalid_input' } } });
  expect(await installation.db.edit.count({ where: { annotationId } })).toBe(0);
});

it('takes an edit as a correction of this formula’s own predictions only', async () => {
  const { id, annotationId } = await makeFormula(installation.db, { projectId: project.id });
  const other = await makeFormula(installation.db, { projectId: project.id });
  const predictionOf = async (formulaId: string) =>
    (
      await installation.db.prediction.create({
        data: { formulaId, source: 'models', candidates: {}, content: {} },
      })
    ).id;
  const own = await predictionOf(id);
  await send(formulas.holdFormula, { id });
  const save = (predictionId: string) =>
    send(
      formulas.saveAnnotation,
      { id: annotationId },
      json({ baseVersion: 0, edits: [{ ...relabel('s1', 'x', 'y'), predictionId }] }),
    );
  for (const made of [randomUUID(), await predictionOf(other.id)]) {
    expect(await save(made)).toMatchObject({
      status: 400,
      answer: { error: { code: 'invalid_input', message: expect.stringContaining(made) } },
    });
  }
  expect(await save(own)).toMatchObject({ status: 200, answer: { version: 1 } });
});

it('does not let a key of an edit reach the prototype of anything', async () => {
  const { annotationId } = await makeFormula(installation.db, { projectId: project.id });
  const edit = JSON.stringify(relabel('s1', 'x', 'y')).replace('"s1"', '"__proto__"');
  const { status } = await send(
    formulas.saveAnnotation,
    { id: annotationId },
    { body: `{"baseVersion":0,"edits":[${edit}]}` },
  );
  expect(status).toBeLessThan(500);
  expect({}).not.toHaveProperty('class');
  const symbols = await installation.db.symbol.findMany({ where: { annotationId }, orderBy: { id: 'asc' } });
  expect(symbols.map((symbol) => symbol.class)).toEqual(['x', '2']);
});

it('takes a file as a form or as bare bytes, and filters by several states', async () => {
  const picture = await paper().png().toBuffer();
  const form = new FormData();
  form.set('file', new File([new Uint8Array(picture)], 'form.png', { type: 'image/png' }));
  const uploaded = await send(imports.postImportFile, { id: batchId }, { body: form });
  expect(uploaded).toMatchObject({ status: 200, answer: { path: 'form.png', status: 'added' } });
  const bare = { body: new Uint8Array(picture), query: '?path=bare.png' };
  const repeated = await send(imports.postImportFile, { id: batchId }, bare);
  expect(repeated).toMatchObject({ status: 200, answer: { path: 'bare.png', status: 'exists' } });
  const nameless = await send(imports.postImportFile, { id: batchId }, { body: new Uint8Array(picture) });
  expect(nameless.status).toBe(400);
  const query = '?state=importing&state=ready';
  const listed = await send(formulas.getFormulas, { slug: project.slug }, { query });
  const items = listed.answer.items as unknown as { state: string }[];
  expect(new Set(items.map(({ state }) => state)).has('importing')).toBe(true);
});

it('refuses a file that is too large before it has read all of it', async () => {
  const headers = { 'content-length': String(100 * 1024 * 1024) };
  const query = '?path=large.png';
  const refused = await send(imports.postImportFile, { id: batchId }, { body: 'x', headers, query });
  expect(refused).toMatchObject({ status: 413, answer: { error: { code: 'too_large' } } });
});
