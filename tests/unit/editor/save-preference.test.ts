import { afterEach, expect, test, vi } from 'vitest';
import { savePreference } from '@/components/editor/personal/save-preference';

afterEach(() => vi.unstubAllGlobals());

test('what was chosen last is what is kept, however long the one before takes', async () => {
  const under: ((ok: boolean) => void)[] = [];
  const sent: string[] = [];
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    sent.push(body);
    return new Promise((resolve) => under.push((ok) => resolve({ ok })));
  });
  const first = savePreference('kim', '/keys', { keys: 1 });
  const second = savePreference('kim', '/keys', { keys: 2 });
  const elsewhere = savePreference('kim', '/tour', { seen: true });
  await vi.waitFor(() => expect(under).toHaveLength(2));
  expect(sent).toEqual(['{"keys":1}', '{"seen":true}']);
  under[0]?.(false);
  expect(await first).toBe(false);
  await vi.waitFor(() => expect(under).toHaveLength(3));
  expect(sent.at(-1)).toBe('{"keys":2}');
  for (const answer of under) answer(true);
  expect(await Promise.all([second, elsewhere])).toEqual([true, true]);
});

test('a server that cannot be reached keeps nothing, and the next choice is sent all the same', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  expect(await savePreference('kim', '/keys', {})).toBe(false);
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: true }));
  expect(await savePreference('kim', '/keys', {})).toBe(true);
});
