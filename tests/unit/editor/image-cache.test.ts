import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Pictures that were asked for, each with what lets it arrive or fail. */
let asked: { url: string; arrive: () => void; fail: () => void }[];
let cache: typeof import('@/components/editor/canvas/image-cache');

beforeEach(async () => {
  asked = [];
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
  vi.stubGlobal('createImageBitmap', async (image: { src: string }) => ({ of: image.src }));
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
  await expect(again).resolves.toEqual({ of: '/a.png' });
});

test('the last few are kept, counted from when they were asked for last', async () => {
  const load = async (url: string) => {
    const loading = cache.loadImage(url);
    asked.find((one) => one.url === url)?.arrive();
    await loading;
  };
  for (const url of ['/1', '/2', '/3', '/4', '/5']) await load(url);
  await load('/1');
  await load('/6');
  expect(['/1', '/2', '/6'].map((url) => cache.readyImage(url) !== undefined)).toEqual([true, false, true]);
});
