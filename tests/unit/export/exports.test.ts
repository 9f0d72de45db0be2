import { createHash } from 'node:crypto';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EXPORTERS, exportSnapshot, findExporter, type ExportSnapshot } from '@/lib/export';
import { filesOf, smallSnapshot } from '@/tests/support/snapshots';

const golden = (name: string) => path.resolve('tests/fixtures/export', name);
const exported = (
  stage: 'detector' | 'recognizer' | 'aligner' | 'converter' | 'any',
  snapshot: ExportSnapshot = smallSnapshot(),
) => filesOf(exportSnapshot(snapshot, { stage }));
const lines = (file: Buffer | undefined) =>
  (file?.toString('utf8') ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));

/** Text files that do not depend on how an image library packs pixels. */
const GOLDEN = {
  detector: [
    'annotations/instances_train.json',
    'annotations/instances_val.json',
    'annotations/instances_test.json',
    'README.md',
  ],
  recognizer: ['classes.json', 'train.jsonl', 'val.jsonl', 'README.md'],
  aligner: ['train.jsonl', 'val.jsonl', 'test.jsonl', 'README.md', 'croissant.json', 'manifest.json'],
  converter: ['train.jsonl', 'val.jsonl', 'test.jsonl', 'manifest.json'],
  inkml: [
    'train/00000000-0000-4000-8000-000000000001.inkml',
    'test/00000000-0000-4000-8000-000000000004.inkml',
    'manifest.json',
  ],
} as const;

describe('the files of an export', () => {
  it.each(Object.entries(GOLDEN))('for %s are the ones that were agreed on', async (folder, names) => {
    const files = await exported(folder === 'inkml' ? 'any' : (folder as 'aligner'));
    for (const name of names) {
      const file = files.get(`${folder}/${name}`);
      expect(file, `${folder}/${name} in ${[...files.keys()].join(', ')}`).toBeDefined();
      await expect(file?.toString('utf8')).toMatchFileSnapshot(golden(`${folder}/${name}`));
    }
  });

  it.each(EXPORTERS.map((exporter) => [exporter.folder, exporter.stage] as const))(
    'for %s are the same every time',
    async (_, stage) => {
      const [first, second] = [await exported(stage), await exported(stage)];
      expect([...first.keys()]).toEqual([...second.keys()]);
      for (const [name, bytes] of first) expect(second.get(name)?.equals(bytes), name).toBe(true);
    },
  );

  it.each(EXPORTERS.map((exporter) => [exporter.folder, exporter.stage] as const))(
    'for %s are all in the manifest, with their hashes',
    async (folder, stage) => {
      const files = await exported(stage);
      const manifest = z
        .object({
          files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
          omitted: z.array(z.object({ formula: z.string(), reason: z.string() })),
          counts: z.object({ held: z.number() }),
        })
        .parse(JSON.parse(files.get(`${folder}/manifest.json`)?.toString() ?? ''));
      const others = [...files].filter(([name]) => !name.endsWith('manifest.json'));
      expect(manifest.files).toEqual(
        others.map(([name, bytes]) => ({
          path: name,
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        })),
      );
      expect(manifest.omitted).toContainEqual(
        expect.objectContaining({ formula: expect.stringContaining('0005'), reason: 'held' }),
      );
      expect(manifest.counts.held).toBe(1);
      for (const [name, bytes] of others)
        expect(bytes.includes('000000000005'), `${name} holds a held formula`).toBe(false);
    },
  );

  it('name what was left out and why', async () => {
    const manifest = JSON.parse(
      (await exported('converter')).get('converter/manifest.json')?.toString() ?? '',
    ) as { omitted: unknown };
    expect(manifest.omitted).toEqual([
      { formula: '00000000-0000-4000-8000-000000000005', name: 'swapped-root.inkml', reason: 'held' },
      {
        formula: '00000000-0000-4000-8000-000000000002',
        name: 'scripts.inkml',
        reason: 'latex_does_not_parse',
      },
    ]);
  });

  it('read one image at a time, when its turn comes', async () => {
    const snapshot = smallSnapshot();
    let reads = 0;
    const counted = snapshot.items.map((item) => ({
      ...item,
      image: { ...item.image, read: () => ((reads += 1), item.image.read()) },
    }));
    const files = exportSnapshot({ ...snapshot, items: counted }, { stage: 'detector' });
    const seen: number[] = [];
    for await (const { path: name, bytes } of files) {
      if (name.includes('/images/')) seen.push(reads);
      for await (const chunk of bytes) expect(chunk.length).toBeGreaterThan(0);
    }
    expect(seen).toEqual([0, 1, 2, 3]);
  });
});

describe('COCO', () => {
  const CocoSchema = z.object({
    images: z.array(
      z.object({ id: z.number(), file_name: z.string(), width: z.number(), height: z.number() }),
    ),
    annotations: z.array(
      z.object({
        id: z.number(),
        image_id: z.number(),
        category_id: z.number(),
        bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        area: z.number(),
        iscrowd: z.literal(0),
      }),
    ),
    categories: z.array(z.object({ id: z.number(), name: z.string() })),
  });
  const coco = async (split: string, snapshot?: ExportSnapshot) =>
    CocoSchema.parse(
      JSON.parse(
        (await exported('detector', snapshot))
          .get(`detector/annotations/instances_${split}.json`)
          ?.toString() ?? '',
      ),
    );

  it('has what its loaders ask for: unique ids, the same categories from 1 on, boxes on the image', async () => {
    const sets = [await coco('train'), await coco('val'), await coco('test')];
    const ids = sets.flatMap((set) => set.annotations.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { images, annotations, categories } of sets) {
      expect(categories).toEqual(sets[0]?.categories);
      expect(categories.map(({ id }) => id)).toEqual(categories.map((_, index) => index + 1));
      for (const { image_id, bbox, area } of annotations) {
        const image = images.find(({ id }) => id === image_id);
        const [x, y, width, height] = bbox;
        expect(
          image && x >= 0 && y >= 0 && x + width <= image.width + 1e-3 && y + height <= image.height + 1e-3,
        ).toBe(true);
        expect(area).toBeCloseTo(width * height, 1);
      }
    }
  });

  it('cuts boxes off at the edge of the image', async () => {
    const snapshot = smallSnapshot();
    const [first] = snapshot.items;
    const symbol = Object.values(first?.annotation.symbols ?? {})[0];
    if (!first || !symbol) throw new Error('nothing there');
    symbol.box = { x: -5, y: -5, width: 20, height: 20 };
    const { annotations } = await coco('train', { ...snapshot, items: [first] });
    expect(annotations.map(({ bbox }) => bbox.join())).toContain('0,0,15,15');
  });

  it('comes with the images that it names', async () => {
    const files = await exported('detector');
    for (const split of ['train', 'val', 'test']) {
      for (const { file_name, width, height } of (await coco(split)).images) {
        const metadata = await sharp(files.get(`detector/images/${split}/${file_name}`)).metadata();
        expect([metadata.width, metadata.height]).toEqual([width, height]);
      }
    }
  });
});

describe('class folders', () => {
  it('hold one crop for each symbol, of the size of its box', async () => {
    const files = await exported('recognizer');
    const rows = z
      .array(
        z.object({
          file: z.string(),
          class: z.string(),
          box: z.object({ width: z.number(), height: z.number() }),
        }),
      )
      .parse(lines(files.get('recognizer/train.jsonl')));
    expect(rows).toHaveLength(12);
    for (const { file, box } of rows) {
      const { width = 0, height = 0 } = await sharp(files.get(`recognizer/${file}`)).metadata();
      expect(width - box.width).toBeGreaterThanOrEqual(0);
      expect(width - box.width).toBeLessThan(2);
      expect(height - box.height).toBeLessThan(2);
    }
    const crops = [...files.keys()].filter((name) => name.endsWith('.png') && name.includes('/train/'));
    expect(crops.sort()).toEqual(rows.map(({ file }) => `recognizer/${file}`).sort());
  });
});

describe('the exporters', () => {
  it('are found by stage, and any stage can have InkML', () => {
    expect(findExporter({ stage: 'detector' }).format).toBe('coco');
    expect(findExporter({ stage: 'aligner', format: 'inkml' }).folder).toBe('inkml');
    expect(() => findExporter({ stage: 'aligner', format: 'coco' })).toThrow(/there is detector\/coco/u);
  });
});
