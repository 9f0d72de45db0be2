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
import { makeFormula, makePerson, makeProject, relabel, squareAnnotation } from '@/tests/support/builders';
import { makeEvaluation, makeSnapshot } from '@/tests/support/evaluations';
import { createInstallation, type Installation } from '@/tests/support/scratch';

/** Every route of /api/v1 × everybody who may knock. */

const PEOPLE = ['stranger', 'annotator', 'holder', 'engineer', 'lead', 'administrator'] as const;
type Who = (typeof PEOPLE)[number];
const MEMBERS: Who[] = ['annotator', 'holder', 'engineer', 'lead', 'administrator'];
const ANNOTATORS: Who[] = ['annotator', 'holder', 'lead', 'administrator'];
const LEADS: Who[] = ['lead', 'administrator'];
const OVERSEERS: Who[] = ['engineer', 'lead', 'administrator'];
const ENGINEERS: Who[] = ['engineer', 'administrator'];
const SEES_IT: Who[] = ['holder', 'engineer', 'lead', 'administrator'];
const CHANGES_IT: Who[] = ['holder', 'lead', 'administrator'];

let installation: Installation;
let project: { id: string; slug: string };
let people: Record<Who, Actor>;
let secrets: Record<Who, string>;

/** What a call is about: a formula that `holder` holds, and what hangs on it. */
type World = {
  formula: { id: string; annotationId: string; imageHash: string };
  draft: string;
  /** What `holder` has said of the formula. */
  comment: string;
  flag: string;
  snapshot: string;
  batch: string;
  evaluation: string;
  candidate: string;
};
type Call = {
  allow: readonly Who[];
  params?: (world: World) => Record<string, string>;
  query?: string | (() => string);
  body?: (world: World) => unknown;
  form?: () => FormData;
};

const bySlug = () => ({ slug: project.slug });
const byFormula = ({ formula }: World) => ({ id: formula.id });

function rulesForm(): FormData {
  const form = new FormData();
  const card = { stage: 'converter', name: 'rules-1', version: '1', kind: 'rules', licence: 'MIT' };
  form.set('card', JSON.stringify(card));
  return form;
}

const CALLS: Record<string, Call> = {
  'get /projects': { allow: PEOPLE },
  'post /projects': { allow: ['administrator'], body: () => ({ slug: `new-${randomUUID()}`, name: 'New' }) },
  'get /projects/{slug}': { allow: MEMBERS, params: bySlug },
  'patch /projects/{slug}': { allow: LEADS, params: bySlug, body: () => ({ guidelines: 'Look twice.' }) },
  'get /projects/{slug}/cells': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/cells': { allow: LEADS, params: bySlug, body: () => ({ values: {}, target: 5 }) },
  'put /projects/{slug}/axes': { allow: LEADS, params: bySlug, body: () => ({ axes: [] }) },
  'get /projects/{slug}/day': { allow: MEMBERS, params: bySlug, query: '?since=2026-01-01T00:00:00Z' },
  'get /projects/{slug}/formulas': { allow: MEMBERS, params: bySlug },
  'post /projects/{slug}/queue/next': { allow: ANNOTATORS, params: bySlug, body: () => ({}) },
  'get /projects/{slug}/members': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/members': { allow: LEADS, params: bySlug, body: () => ({ roles: ['annotator'] }) },
  'patch /projects/{slug}/members/{user}': {
    allow: LEADS,
    params: () => ({ ...bySlug(), user: people.annotator.userId }),
    body: () => ({ roles: ['annotator'] }),
  },
  'delete /projects/{slug}/members/{user}': {
    allow: LEADS,
    params: ({ batch }) => ({ ...bySlug(), user: leavers.get(batch) ?? '' }),
  },
  'delete /projects/{slug}/invitations/{id}': {
    allow: LEADS,
    params: ({ batch }) => ({ ...bySlug(), id: invitations.get(batch) ?? '' }),
  },
  'get /formulas/{id}': { allow: SEES_IT, params: byFormula },
  'post /formulas/{id}/open': { allow: SEES_IT, params: byFormula },
  'get /formulas/{id}/revisions': { allow: SEES_IT, params: byFormula },
  'post /annotations/{id}/edits': {
    allow: CHANGES_IT,
    params: ({ formula }) => ({ id: formula.annotationId }),
    body: () => ({ baseVersion: 0, edits: [relabel('s1', 'x', 'y')] }),
  },
  'post /formulas/{id}/submit': { allow: CHANGES_IT, params: byFormula, body: () => ({ version: 0 }) },
  'post /formulas/{id}/skip': {
    allow: CHANGES_IT,
    params: byFormula,
    body: () => ({ reason: 'unreadable' }),
  },
  'post /formulas/{id}/return': { allow: LEADS, params: byFormula },
  'post /formulas/{id}/heartbeat': { allow: ['holder'], params: byFormula },
  'post /formulas/{id}/release': { allow: LEADS, params: byFormula, body: () => ({ anyone: true }) },
  'post /formulas/{id}/review': { allow: LEADS, params: byFormula, body: () => ({ verdict: 'approve' }) },
  'post /formulas/{id}/cascade': {
    allow: SEES_IT,
    params: byFormula,
    body: () => ({ annotation: squareAnnotation(), changedStage: 'detector' }),
  },
  'post /drafts/{id}/apply': { allow: CHANGES_IT, params: ({ draft }) => ({ id: draft }) },
  'post /drafts/{id}/discard': { allow: CHANGES_IT, params: ({ draft }) => ({ id: draft }) },
  'get /formulas/{id}/comments': { allow: SEES_IT, params: byFormula },
  'post /formulas/{id}/comments': {
    allow: SEES_IT,
    params: byFormula,
    body: () => ({ id: randomUUID(), text: 'Is this an x?' }),
  },
  'patch /comments/{id}': {
    allow: CHANGES_IT,
    params: ({ comment }) => ({ id: comment }),
    body: () => ({ resolved: true }),
  },
  'delete /comments/{id}': { allow: ['holder'], params: ({ comment }) => ({ id: comment }) },
  'post /formulas/{id}/flags': {
    allow: SEES_IT,
    params: byFormula,
    body: () => ({ id: randomUUID(), kind: 'unreadable' }),
  },
  'delete /flags/{id}': { allow: CHANGES_IT, params: ({ flag }) => ({ id: flag }) },
  'get /me/mentions': { allow: PEOPLE },
  'post /me/mentions/seen': { allow: PEOPLE, body: ({ comment }) => ({ comments: [comment] }) },
  'get /images/{hash}': { allow: SEES_IT, params: ({ formula }) => ({ hash: formula.imageHash }) },
  'get /projects/{slug}/imports': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/imports': { allow: OVERSEERS, params: bySlug, body: () => ({}) },
  'get /imports/{id}': { allow: OVERSEERS, params: ({ batch }) => ({ id: batch }) },
  'post /imports/{id}/files': {
    allow: OVERSEERS,
    params: ({ batch }) => ({ id: batch }),
    query: '?path=a.png',
  },
  'post /imports/{id}/finish': { allow: OVERSEERS, params: ({ batch }) => ({ id: batch }) },
  'get /projects/{slug}/preannotation': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/preannotation': { allow: OVERSEERS, params: bySlug },
  'get /projects/{slug}/snapshots': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/snapshots': {
    allow: OVERSEERS,
    params: bySlug,
    body: () => ({ name: randomUUID() }),
  },
  'get /snapshots/{id}': { allow: OVERSEERS, params: ({ snapshot }) => ({ id: snapshot }) },
  'get /snapshots/{id}/export': {
    allow: OVERSEERS,
    params: ({ snapshot }) => ({ id: snapshot }),
    query: '?stage=converter',
  },
  'get /projects/{slug}/candidates': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/candidates': { allow: ENGINEERS, params: bySlug, form: rulesForm },
  'get /candidates/{id}': { allow: OVERSEERS, params: ({ candidate }) => ({ id: candidate }) },
  'get /candidates/{id}/model': { allow: OVERSEERS, params: ({ candidate }) => ({ id: candidate }) },
  'get /projects/{slug}/candidates/{id}/guard': {
    allow: OVERSEERS,
    params: ({ candidate }) => ({ ...bySlug(), id: candidate }),
  },
  'get /projects/{slug}/releases': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/releases': {
    allow: ENGINEERS,
    params: bySlug,
    body: ({ candidate }) => ({ candidateId: candidate, note: 'Better.', because: 'It is a test.' }),
  },
  'post /projects/{slug}/releases/rollback': {
    allow: ENGINEERS,
    params: bySlug,
    body: () => ({ stage: 'aligner', note: 'Worse.' }),
  },
  'get /projects/{slug}/evaluations': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/evaluations': {
    allow: ENGINEERS,
    params: bySlug,
    body: () => ({ snapshotId: tested.id }),
  },
  'get /evaluations/{id}': { allow: OVERSEERS, params: () => ({ id: tested.evaluation }) },
  'delete /evaluations/{id}': { allow: ENGINEERS, params: ({ evaluation }) => ({ id: evaluation }) },
  'get /evaluations/{id}/comparison': {
    allow: OVERSEERS,
    params: () => ({ id: tested.evaluation }),
    query: () => `?with=${tested.evaluation}`,
  },
  'get /evaluations/{id}/disagreements': {
    allow: OVERSEERS,
    params: () => ({ id: tested.evaluation }),
    query: () => `?with=${tested.evaluation}&stage=recognizer&who=both`,
  },
  'get /me': { allow: PEOPLE },
  'get /me/shortcuts': { allow: PEOPLE },
  'put /me/shortcuts': { allow: PEOPLE, body: () => ({ shortcuts: { 'stage.accept': { Enter: 'J' } } }) },
  'put /me/tour': { allow: PEOPLE, body: () => ({ seen: true }) },
  'get /users': { allow: ['administrator'] },
  'patch /users/{id}': {
    allow: ['administrator'],
    params: ({ batch }) => ({ id: leavers.get(batch) ?? '' }),
    body: () => ({ disabled: true }),
  },
  'get /tokens': { allow: PEOPLE },
  'post /tokens': { allow: PEOPLE, body: () => ({ name: 'laptop' }) },
  'delete /tokens/{id}': { allow: [], params: ({ batch }) => ({ id: tokens.get(batch) ?? '' }) },
};

/** By batch id, which every world has of its own: somebody to remove, an invitation, somebody's token. */
const leavers = new Map<string, string>();
const invitations = new Map<string, string>();
const tokens = new Map<string, string>();

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
  leavers.set(batch.id, leaver.userId);
  tokens.set(batch.id, (await makeSecret(leaver)).id);
  invitations.set(
    batch.id,
    (await inviteMember(people.lead, { project: project.slug, roles: ['annotator'] })).id,
  );
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
  };
}

let frozen: string;
/** A snapshot with something to test on, and an evaluation of it that is done. */
let tested: { id: string; evaluation: string };
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
  const evaluation = await makeEvaluation(db, {
    projectId: project.id,
    snapshotId: id,
    userId: people.engineer.userId,
    done: formulas,
  });
  tested = { id, evaluation };
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
  { params, query = '', body, form }: Call,
  secret: string | null,
  world: World,
) {
  const request = new Request(
    `http://127.0.0.1/api/v1${endpoint.spec.path}${typeof query === 'string' ? query : query()}`,
    {
      method: endpoint.spec.method.toUpperCase(),
      headers: {
        ...(secret && { authorization: `Bearer ${secret}` }),
        ...(!form && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body(world)) }),
      ...(form && { body: form() }),
    },
  );
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
