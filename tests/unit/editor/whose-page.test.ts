import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { editorApi } from '@/components/editor/flow/api';
import { savePreference } from '@/components/editor/personal/save-preference';
import { emptyAnnotation } from '@/lib/domain/annotation/schema';
import { httpTalk } from '@/lib/editor/talk/transport';

/** The requests that were sent: their addresses, and for whom each says it is. */
const sent: { path: string; user: string | null }[] = [];
const note: typeof fetch = async (input, init) => {
  sent.push({ path: String(input), user: new Headers(init?.headers).get('x-formulary-user') });
  return new Response('', { status: 204 });
};
afterEach(() => {
  sent.length = 0;
  vi.unstubAllGlobals();
});

describe('a page that one person has opened, when another signs in beside it', () => {
  it('asks nothing in the other one’s name on its ways out of a formula', async () => {
    vi.stubGlobal('fetch', note);
    const api = editorApi('kim');
    await api.submit('f', 1, []);
    await api.skip('f', 'cut off');
    await api.approve('f', 1, []);
    await api.sendBack('f', 'a 3');
    await api.applyDraft('d');
    await api.discardDraft('d');
    await api.cascade('f', emptyAnnotation(), 'detector');
    await api.heartbeat('f');
    await api.next('p', []);
    await api.nextToReview('p', 'f');
    expect(sent).toHaveLength(Object.keys(api).length);
    expect(sent.filter(({ user }) => user !== 'kim')).toEqual([]);
  });

  it('moves none of the other one’s keys', async () => {
    vi.stubGlobal('fetch', note);
    await savePreference('kim', '/api/v1/me/shortcuts', { shortcuts: {} });
    expect(sent).toEqual([{ path: '/api/v1/me/shortcuts', user: 'kim' }]);
  });

  it('says nothing in the other one’s name about a formula', async () => {
    const talk = httpTalk(note, 'kim');
    const id = randomUUID();
    await talk.load('f');
    await talk.post('f', { id, text: 'Look.', symbol: null, replyToId: null });
    await talk.change(id, { resolved: true });
    await talk.remove(id);
    await talk.raise('f', { id, kind: 'needs_help', note: '', leave: true });
    await talk.clear(id);
    await talk.giveBack('f');
    await talk.see([id]);
    expect(sent).toHaveLength(Object.keys(talk).length);
    expect(sent.filter(({ user }) => user !== 'kim')).toEqual([]);
  });
});
