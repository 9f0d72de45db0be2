import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSnapshot, writeExport, zipStream, type ExportFile } from '@/lib/export';
import { hasPython } from '@/tests/support/independent-reading';
import { filesOf, smallSnapshot } from '@/tests/support/snapshots';
import { unzip } from '@/tests/support/zip';

const python = await hasPython();
const files = () => exportSnapshot(smallSnapshot(), { stage: 'recognizer' });

async function zipped(given: AsyncIterable<ExportFile>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipStream(given)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* many(count: number): AsyncGenerator<ExportFile> {
  async function* bytes() {
    yield Buffer.from('x');
  }
  for (let index = 0; index < count; index++) yield { path: `ü/${index}.png`, bytes: bytes() };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'formulary-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an export', () => {
  it('can be sent as a zip that holds every byte, the same each time', async () => {
    const [zip, again] = [await zipped(files()), await zipped(files())];
    expect(zip.equals(again)).toBe(true);
    const [packed, plain] = [unzip(zip), await filesOf(files())];
    expect([...packed.keys()]).toEqual([...plain.keys()]);
    for (const [name, bytes] of plain) expect(packed.get(name)?.equals(bytes), name).toBe(true);
  });

  it('ends with the error of a file that cannot be read, and reads no further than it is read', async () => {
    const read: string[] = [];
    async function* bytes(name: string) {
      read.push(name);
      yield Buffer.from(name);
      if (name === 'b') throw new Error('the blob of b is gone');
    }
    async function* three(): AsyncGenerator<ExportFile> {
      for (const name of ['a', 'b', 'c']) yield { path: name, bytes: bytes(name) };
    }
    await expect(zipped(three())).rejects.toThrow('the blob of b is gone');
    expect(read).toEqual(['a', 'b']);
    for await (const chunk of zipStream(three())) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });

  it('can be written into a folder', async () => {
    const written = await writeExport(files(), folder);
    const plain = await filesOf(files());
    expect(written).toEqual({
      files: plain.size,
      bytes: [...plain.values()].reduce((sum, bytes) => sum + bytes.length, 0),
    });
    for (const [name, bytes] of plain)
      expect((await readFile(path.join(folder, name))).equals(bytes), name).toBe(true);
  });

  it.skipIf(!python)(
    "can be unpacked by somebody else's tool, with more files than old zips can count",
    async () => {
      const target = path.join(folder, 'many.zip');
      await writeFile(target, await zipped(many(66_000)));
      const script =
        'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.namelist()[-1], z.testzip())';
      const { stdout } = await promisify(execFile)('python3', ['-X', 'utf8', '-c', script, target]);
      expect(stdout.trim()).toBe('66000 ü/65999.png None');
    },
  );
});
