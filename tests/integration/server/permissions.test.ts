import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '@/app/api/v1/_endpoints';
import { METHODS, type Endpoint, type RouteHandler } from '@/app/api/v1/_lib/endpoint';
import { newApiToken } from '@/lib/auth/api-token';
import type { Actor } from '@/lib/domain/permissions';
import { PROJECT_ROOT } from '@/lib/env';
import { blobs } from '@/lib/storage';
import { inviteMember } from '@/lib/server/people/invite-member';
import { takeLease } from '@/lib/db/lease';
import { insertToken } from '@/lib/db/token';
import { CALLS, PEOPLE, type Call, type Who, type World } from '@/tests/support/api-calls';
import { makeFormula, makePerson, makeProject, relabel } from '@/tests/support/builders';
import { makeEvaluation, makeSnapshot } from '@/tests/support/evaluations';
import { createInstallation, type Installation } from '@/tests/support/scratch';

/** Every route of /api/v1 × everybody who may knock: the table is in tests/support/api-calls.ts. */

let installation: Installation;
let project: { id: string; slug: string };
let people: Record<Who, Actor>;
let secrets: Record<Who, string>;

const nameOf = ({ spec }: Endpoint) => `${spec.method} ${spec.path}`;

async function makeSecret(actor: Actor): Promise<{ id: string; secret: string }> {
  const { secret, hash } = newApiToken();
  const id = await insertToken(installation.db, {
    userId: actor.userId,
    name: 'test',
    tokenHash: hash,
    expiresAt: null,
  });
  return { id, secret };
}

async function makeWorld(): Promise<World> {
  const { db } = installation;
  const formula = await makeFormula(db, { projectId: project.id });
  await blobs().put(formula.imageBytes);
  await takeLease(db, { formulaId: formula.id, userId: people.holder.userId, now: new Date() });
  const userId = people.holder.userId;
  const edits = [relabel('s1', 'x', 'y')];
  const draft = await db.draft.create({
    data: {
      annotationId: formula.annotationId,
      userId,
      baseVersion: 0,
      edits: JSON.parse(JSON.stringify(edits)) as [],
    },
  });
  const said = { formulaId: formula.id, authorId: userId };
  const comment = await db.comment.create({ data: { id: randomUUID(), text: 'Look.', ...said } });
  const flag = await db.flag.create({ data: { id: randomUUID(), kind: 'needs_help', ...said } });
  const batch = await db.importBatch.create({
    data: { projectId: project.id, userId: people.engineer.userId, source: 'browser', options: {} },
  });
  const leaver = await makePerson(db, { roles: ['annotator'], projectId: project.id });
  const token = await makeSecret(leaver);
  const invitation = await inviteMember(people.lead, { project: project.slug, roles: ['annotator'] });
  const evaluation = await makeEvaluation(db, {
    projectId: project.id,
    snapshotId: tested.id,
    userId: people.engineer.userId,
  });
  return {
    formula,
    draft: draft.id,
    comment: comment.id,
    flag: flag.id,
    snapshot: frozen,
    batch: batch.id,
    candidate,
    evaluation,
    slug: project.slug,
    tested,
    leaver: leaver.userId,
    token: token.id,
    invitation: invitation.id,
    annotator: people.annotator.userId,
  };
}

let frozen: string;
let tested: World['tested'];
let candidate: string;

beforeAll(async () => {
  installation = await createInstallation();
  const { db } = installation;
  project = await makeProject(db);
  await db.symbolClass.createMany({ data: ['x', 'y', '2'].map((name) => ({ projectId: project.id, name })) });
  const member = (roles: Parameters<typeof makePerson>[1]) =>
    makePerson(db, { projectId: project.id, ...roles });
  people = {
    stranger: await makePerson(db),
    annotator: await member({ roles: ['annotator'] }),
    holder: await member({ roles: ['annotator'] }),
    engineer: await member({ roles: ['engineer'] }),
    lead: await member({ roles: ['lead'] }),
    administrator: await makePerson(db, { administrator: true }),
  };
  secrets = {} as Record<Who, string>;
  for (const who of PEOPLE) secrets[who] = (await makeSecret(people[who])).secret;
  const snapshot = await db.snapshot.create({
    data: {
      projectId: project.id,
      name: 'frozen',
      contentHash: '0'.repeat(64),
      createdById: people.lead.userId,
      options: {
        ratios: { train: 1, val: 0, test: 0 },
        seed: 0,
        holdSameLatex: false,
        classes: [],
        sameLatexAcrossSplits: 0,
      },
    },
  });
  frozen = snapshot.id;
  const { id, formulas } = await makeSnapshot(db, {
    projectId: project.id,
    userId: people.lead.userId,
    splits: ['test'],
  });
  const evaluate = () =>
    makeEvaluation(db, {
      projectId: project.id,
      snapshotId: id,
      userId: people.engineer.userId,
      done: formulas,
    });
  tested = { id, evaluation: await evaluate(), other: await evaluate() };
  const model = new TextEncoder().encode('a model');
  const card = { stage: 'aligner', name: 'mine', version: '1', kind: 'onnx', licence: 'MIT' } as const;
  const { stage, name, version, kind } = card;
  const sha256 = await blobs().put(model);
  const row = { projectId: project.id, stage, name, version, kind, card, sha256, bytes: model.byteLength };
  candidate = (await db.candidate.create({ data: row })).id;
});
afterAll(() => installation.drop());

async function call(
  endpoint: Endpoint,
  { params, query, body, form }: Call,
  secret: string | null,
  world: World,
) {
  const request = new Request(`http://127.0.0.1/api/v1${endpoint.spec.path}${query?.(world) ?? ''}`, {
    method: endpoint.spec.method.toUpperCase(),
    headers: {
      ...(secret && { authorization: `Bearer ${secret}` }),
      ...(!form && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body(world)) }),
    ...(form && { body: form() }),
  });
  return endpoint.handler(request, { params: Promise.resolve(params?.(world) ?? {}) });
}

describe.each(ENDPOINTS.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s', (name, endpoint) => {
  it('answers 401 to whoever is signed out or sends a wrong token', async () => {
    const world = await makeWorld();
    for (const secret of [null, 'fml_wrong']) {
      const response = await call(endpoint, CALLS[name] ?? { allow: [] }, secret, world);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'unauthenticated' } });
    }
  });

  it('lets through whom it should, and refuses everybody else', async () => {
    const given = CALLS[name];
    if (!given) throw new Error(`${name} is not in the table: say who may call it`);
    for (const who of PEOPLE) {
      const response = await call(endpoint, given, secrets[who], await makeWorld());
      const text = await response.text();
      const refused = [401, 403, 404].includes(response.status) || text.includes('"lease_lost"');
      const outcome = `${who}: ${response.status} ${refused ? text : ''}`;
      expect({ outcome, refused }).toEqual({ outcome, refused: !given.allow.includes(who) });
      expect(response.status, text).not.toBe(500);
      expect(response.status, text).not.toBe(400);
    }
  });
});

describe('the table', () => {
  it('names exactly the endpoints that there are', () => {
    expect(Object.keys(CALLS).sort()).toEqual(ENDPOINTS.map(nameOf).sort());
  });

  it('knows every route file, so that no route can stand outside of it', async () => {
    const folder = path.join(PROJECT_ROOT, 'app', 'api', 'v1');
    const files = (await readdir(folder, { recursive: true })).filter(
      (file) => path.basename(file) === 'route.ts',
    );
    const handlers = new Map(ENDPOINTS.map((endpoint) => [nameOf(endpoint), endpoint.handler]));
    let seen = 0;
    for (const file of files) {
      const route = (await import(path.join(folder, file))) as Record<string, RouteHandler>;
      const address = `/${path.dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`;
      if (address === '/openapi.json') continue;
      for (const [method, handler] of Object.entries(route)) {
        expect(METHODS).toContain(method.toLowerCase());
        expect(handlers.get(`${method.toLowerCase()} ${address}`), `${method} ${address}`).toBe(handler);
        seen += 1;
      }
    }
    expect(seen).toBe(ENDPOINTS.length);
  });

  it('is described by OpenAPI, signed in only', async () => {
    const { GET } = await import('@/app/api/v1/openapi.json/route');
    const ask = (headers: HeadersInit) =>
      GET(new Request('http://127.0.0.1/api/v1/openapi.json', { headers }));
    expect((await ask({})).status).toBe(401);
    const document = (await (await ask({ authorization: `Bearer ${secrets.annotator}` })).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([address, operations]) =>
      Object.keys(operations).map((method) => `${method} ${address}`),
    );
    expect(described.sort()).toEqual(ENDPOINTS.map(nameOf).sort());
  });
});
