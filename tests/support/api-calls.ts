import { randomUUID } from 'node:crypto';
import { relabel, squareAnnotation } from '@/tests/support/builders';

/** Every route of /api/v1 × everybody who may knock. */

export const PEOPLE = ['stranger', 'annotator', 'holder', 'engineer', 'lead', 'administrator'] as const;
export type Who = (typeof PEOPLE)[number];
const MEMBERS: Who[] = ['annotator', 'holder', 'engineer', 'lead', 'administrator'];
const ANNOTATORS: Who[] = ['annotator', 'holder', 'lead', 'administrator'];
const LEADS: Who[] = ['lead', 'administrator'];
const OVERSEERS: Who[] = ['engineer', 'lead', 'administrator'];
const ENGINEERS: Who[] = ['engineer', 'administrator'];
const SEES_IT: Who[] = ['holder', 'engineer', 'lead', 'administrator'];
const CHANGES_IT: Who[] = ['holder', 'lead', 'administrator'];

/** What a call is about: a formula that `holder` holds, and what hangs on it. */
export type World = {
  slug: string;
  formula: { id: string; annotationId: string; imageHash: string };
  draft: string;
  /** What `holder` has said of the formula. */
  comment: string;
  flag: string;
  snapshot: string;
  batch: string;
  evaluation: string;
  candidate: string;
  /** A snapshot with something to test on, and two evaluations of it that are done. */
  tested: { id: string; evaluation: string; other: string };
  /** A member whom the call may remove, an API token of theirs, and an open invitation. */
  leaver: string;
  token: string;
  invitation: string;
  /** The member `annotator`. */
  annotator: string;
};
export type Call = {
  allow: readonly Who[];
  params?: (world: World) => Record<string, string>;
  query?: (world: World) => string;
  body?: (world: World) => unknown;
  form?: () => FormData;
};

const bySlug = ({ slug }: World) => ({ slug });
const byFormula = ({ formula }: World) => ({ id: formula.id });

function rulesForm(): FormData {
  const form = new FormData();
  const card = { stage: 'converter', name: 'rules-1', version: '1', kind: 'rules', licence: 'MIT' };
  form.set('card', JSON.stringify(card));
  return form;
}

/** Who may call what, and with what. A route that is not here fails the test. */
export const CALLS: Record<string, Call> = {
  'get /projects': { allow: PEOPLE },
  'post /projects': { allow: ['administrator'], body: () => ({ slug: `new-${randomUUID()}`, name: 'New' }) },
  'get /projects/{slug}': { allow: MEMBERS, params: bySlug },
  'patch /projects/{slug}': { allow: LEADS, params: bySlug, body: () => ({ guidelines: 'Look twice.' }) },
  'get /projects/{slug}/cells': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/cells': { allow: LEADS, params: bySlug, body: () => ({ values: {}, target: 5 }) },
  'put /projects/{slug}/axes': { allow: LEADS, params: bySlug, body: () => ({ axes: [] }) },
  'get /projects/{slug}/day': { allow: MEMBERS, params: bySlug, query: () => '?since=2026-01-01T00:00:00Z' },
  'get /projects/{slug}/formulas': { allow: MEMBERS, params: bySlug },
  'post /projects/{slug}/queue/next': { allow: ANNOTATORS, params: bySlug, body: () => ({}) },
  'get /projects/{slug}/members': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/members': { allow: LEADS, params: bySlug, body: () => ({ roles: ['annotator'] }) },
  'patch /projects/{slug}/members/{user}': {
    allow: LEADS,
    params: ({ slug, annotator }) => ({ slug, user: annotator }),
    body: () => ({ roles: ['annotator'] }),
  },
  'delete /projects/{slug}/members/{user}': {
    allow: LEADS,
    params: ({ slug, leaver }) => ({ slug, user: leaver }),
  },
  'delete /projects/{slug}/invitations/{id}': {
    allow: LEADS,
    params: ({ slug, invitation }) => ({ slug, id: invitation }),
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
    query: () => '?path=a.png',
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
    query: () => '?stage=converter',
  },
  'get /projects/{slug}/candidates': { allow: OVERSEERS, params: bySlug },
  'post /projects/{slug}/candidates': { allow: ENGINEERS, params: bySlug, form: rulesForm },
  'get /candidates/{id}': { allow: OVERSEERS, params: ({ candidate }) => ({ id: candidate }) },
  'get /candidates/{id}/model': { allow: OVERSEERS, params: ({ candidate }) => ({ id: candidate }) },
  'get /projects/{slug}/candidates/{id}/guard': {
    allow: OVERSEERS,
    params: ({ slug, candidate }) => ({ slug, id: candidate }),
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
    body: ({ tested }) => ({ snapshotId: tested.id }),
  },
  'get /evaluations/{id}': { allow: OVERSEERS, params: ({ tested }) => ({ id: tested.evaluation }) },
  'delete /evaluations/{id}': { allow: ENGINEERS, params: ({ evaluation }) => ({ id: evaluation }) },
  'get /evaluations/{id}/comparison': {
    allow: OVERSEERS,
    params: ({ tested }) => ({ id: tested.evaluation }),
    query: ({ tested }) => `?with=${tested.other}`,
  },
  'get /evaluations/{id}/disagreements': {
    allow: OVERSEERS,
    params: ({ tested }) => ({ id: tested.evaluation }),
    query: ({ tested }) => `?with=${tested.other}&stage=recognizer&who=both`,
  },
  'get /me': { allow: PEOPLE },
  'get /me/shortcuts': { allow: PEOPLE },
  'put /me/shortcuts': { allow: PEOPLE, body: () => ({ shortcuts: { 'stage.accept': { Enter: 'J' } } }) },
  'put /me/tour': { allow: PEOPLE, body: () => ({ seen: true }) },
  'get /users': { allow: ['administrator'] },
  'patch /users/{id}': {
    allow: ['administrator'],
    params: ({ leaver }) => ({ id: leaver }),
    body: () => ({ disabled: true }),
  },
  'get /tokens': { allow: PEOPLE },
  'post /tokens': { allow: PEOPLE, body: () => ({ name: 'laptop' }) },
  'delete /tokens/{id}': { allow: [], params: ({ token }) => ({ id: token }) },
};
