import { describe, expect, it } from 'vitest';
import { httpTransport } from '@/lib/editor/save/http-transport';
import { squareAnnotation } from './support/formulas';

const ENDPOINTS = { userId: 'kim', edits: '/edits', formula: '/formula' };
const REQUEST = { baseVersion: 1, edits: [] };
const annotation = squareAnnotation();

/** The transport against a server that answers this. */
function answering(status: number, body: unknown) {
  const fetcher = async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  return httpTransport(ENDPOINTS, fetcher);
}
const error = (code: string, details?: unknown) => ({ error: { code, message: 'why', details } });

describe('saving over HTTP', () => {
  it('reads the answers of the protocol', async () => {
    expect(await answering(200, { version: 2, alreadySaved: [] }).save(REQUEST)).toEqual({
      kind: 'saved',
      version: 2,
      alreadySaved: [],
    });
    expect(await answering(409, error('stale', { version: 7, annotation })).save(REQUEST)).toEqual({
      kind: 'stale',
      version: 7,
      annotation,
    });
    expect(await answering(409, error('lease_lost', { draftId: 'd' })).save(REQUEST)).toEqual({
      kind: 'lease_lost',
      draftId: 'd',
      message: 'why',
    });
    expect(await answering(401, error('unauthenticated')).save(REQUEST)).toEqual({ kind: 'signed_out' });
    expect(await answering(422, error('rules_broken')).save(REQUEST)).toEqual({
      kind: 'refused',
      code: 'rules_broken',
      message: 'why',
    });
  });

  it('takes a batch for too large whoever on the way says so', async () => {
    const refused = await answering(413, '<html>').save(REQUEST);
    expect(refused).toMatchObject({ kind: 'refused', code: 'too_large' });
  });

  it('says whose page it is, so that nobody else saves with it', async () => {
    const sent: (string | null)[] = [];
    const transport = httpTransport(ENDPOINTS, async (_, init) => {
      sent.push(new Headers(init?.headers).get('x-formulary-user'));
      return Response.json({});
    });
    await transport.save(REQUEST);
    await transport.load();
    expect(sent).toEqual(['kim', 'kim']);
  });

  it.each([
    ['a broken server', 500, error('internal')],
    ['a busy server', 429, error('rate_limited')],
    ['a proxy’s page', 502, '<html>'],
    ['an answer of another kind', 200, { ok: true }],
  ])('does not take %s for a decision', async (_, status, body) => {
    expect(await answering(status, body).save(REQUEST)).toEqual({ kind: 'unreachable' });
  });

  it('does not take silence for a decision either', async () => {
    const silent = httpTransport(ENDPOINTS, async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await silent.save(REQUEST)).toEqual({ kind: 'unreachable' });
    expect(await silent.load()).toEqual({ kind: 'unreachable' });
  });

  it('loads the annotation out of the editor’s payload', async () => {
    const loaded = await answering(200, { annotation: { id: 'a', version: 4, value: annotation } }).load();
    expect(loaded).toEqual({ kind: 'loaded', version: 4, annotation });
  });
});
