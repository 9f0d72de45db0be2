import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Pictures that were asked for, each with what lets it arrive or fail. */
let asked: { url: string; arrive: () => void; fail: () => void }[];
let closed: string[];
let cache: typeof import('@/components/editor/canvas/image-cache');

beforeEach(async () => {
  [asked, closed] = [[], []];
  vi.resetModules();
  vi.stubGlobal(
    'Image',
    class {
      src = '';
      naturalWidth = 4;
      decode() {
        return new Promise<void>((arrive, fail) =>
          asked.push({ url: this.src, arrive, fail: () => fail(new Error('broken')) }),
        );
      }
    },
  );
  vi.stubGlobal('createImageBitmap', async ({ src }: { src: string }) => ({
    of: src,
    close: () => void closed.push(src),
  }));
  cache = await import('@/components/editor/canvas/image-cache');
});
afterEach(() => vi.unstubAllGlobals());

test('a picture that is asked for twice at once is decoded once', async () => {
  const both = [cache.loadImage('/a.png'), cache.loadImage('/a.png')];
  expect(asked.map(({ url }) => url)).toEqual(['/a.png']);
  asked[0]?.arrive();
  const [one, other] = await Promise.all(both);
  expect(one).toBe(other);
  expect(cache.readyImage('/a.png')).toBe(one);
});

test('one that failed is asked for again', async () => {
  const first = cache.loadImage('/a.png');
  asked[0]?.fail();
  await expect(first).rejects.toThrow('broken');
  const again = cache.loadImage('/a.png');
  asked[1]?.arrive();
  await expect(again).resolves.toMatchObject({ of: '/a.png' });
});

async function load(url: string) {
  const loading = cache.loadImage(url);
  asked.find((one) => one.url === url)?.arrive();
  await loading;
}

test('the last few are kept, counted from when they were asked for last', async () => {
  for (const url of ['/1', '/2', '/3', '/4', '/5']) await load(url);
  await load('/1');
  await load('/6');
  expect(['/1', '/2', '/6'].map((url) => cache.readyImage(url) !== undefined)).toEqual([true, false, true]);
});

test('what is kept no longer is closed at once', async () => {
  for (const url of ['/1', '/2', '/3', '/4', '/5', '/6']) await load(url);
  expect(closed).toEqual(['/1']);
});

test('a picture that is shown is neither closed nor forgotten, however many come after it, until nobody shows it', async () => {
  // Held before it is there, by two.
  const [canvas, ink] = [cache.holdImage('/1'), cache.holdImage('/1')];
  for (const url of ['/1', '/2', '/3', '/4', '/5', '/6', '/7']) await load(url);
  expect([closed, cache.readyImage('/1') !== undefined]).toEqual([['/2'], true]);
  canvas();
  canvas();
  expect(closed).toEqual(['/2']);
  ink();
  expect([closed, cache.readyImage('/1')]).toEqual([['/2', '/1'], undefined]);
});

test('a picture that was shown last is there when one turns back to it', async () => {
  const shown = cache.holdImage('/1');
  await load('/1');
  shown();
  expect([closed, cache.readyImage('/1') !== undefined]).toEqual([[], true]);
});
