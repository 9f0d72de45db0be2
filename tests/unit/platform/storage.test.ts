import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderStore, sha256 } from '@/lib/storage';

const bytes = (text: string) => new TextEncoder().encode(text);

let root: string;
let store: FolderStore;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'formulary-blobs-'));
  store = new FolderStore(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('blob storage', () => {
  it('names a blob by its SHA-256 and gives the same bytes back', async () => {
    const hash = await store.put(bytes('abc'));
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(Buffer.from(await store.read(hash)).toString()).toBe('abc');
    expect((await buffer(await store.stream(hash))).toString()).toBe('abc');
    expect(await store.size(hash)).toBe(3);
  });

  it('keeps the same bytes once, also when they come many times at once', async () => {
    const hashes = await Promise.all(Array.from({ length: 20 }, () => store.put(bytes('abc'))));
    expect(new Set(hashes).size).toBe(1);
    const files = await readdir(path.join(root, 'ba', '78'));
    expect(files).toEqual([hashes[0]]);
  });

  it('keeps an empty blob', async () => {
    const hash = await store.put(new Uint8Array());
    expect(await store.size(hash)).toBe(0);
    expect((await store.read(hash)).byteLength).toBe(0);
  });

  it('lists what it holds, in order', async () => {
    const hashes = await Promise.all(['a', 'b', 'c', 'd'].map((text) => store.put(bytes(text))));
    const listed: string[] = [];
    for await (const hash of store.list()) listed.push(hash);
    expect(listed).toEqual([...hashes].sort());
  });

  it.each(['../../../etc/passwd', '', 'BA7816BF', sha256(bytes('absent'))])(
    'has no blob "%s"',
    async (name) => {
      await expect(store.read(name)).rejects.toMatchObject({ code: 'not_found' });
      await expect(store.stream(name)).rejects.toMatchObject({ code: 'not_found' });
    },
  );
});
