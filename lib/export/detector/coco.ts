import { area, type Box } from '@/lib/domain/geometry/box';
import { sortedSymbols } from '@/lib/domain/ordering';
import type { Exporter, ExportItem, ExportSnapshot, ExportSplit } from '../snapshot';
import { encode, itemsOf, splitsInUse, whole } from '../stream';

const EXTENSION = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const;

/** Path of a formula's image below `detector/images/<split>`. */
export const imageName = (item: ExportItem) => `${item.formulaId}.${EXTENSION[item.image.format]}`;

/** The part of a box that lies on the image; undefined when none does. Loaders refuse boxes beyond the edge. */
export function clipped(box: Box, width: number, height: number): Box | undefined {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const right = Math.min(width, box.x + box.width);
  const bottom = Math.min(height, box.y + box.height);
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Ids run through all splits, so that sets can be merged; category ids are 1..N in the order of the class list. */
interface Counter {
  image: number;
  annotation: number;
}

function* annotationsOf(item: ExportItem, categories: ReadonlyMap<string, number>, ids: Counter) {
  for (const symbol of sortedSymbols(item.annotation)) {
    const box = clipped(symbol.box, item.image.width, item.image.height);
    const category = categories.get(symbol.class);
    if (!box || category === undefined) continue;
    yield {
      id: ids.annotation++,
      image_id: ids.image,
      category_id: category,
      bbox: [box.x, box.y, box.width, box.height].map(rounded),
      area: rounded(area(box)),
      iscrowd: 0,
      segmentation: [],
      symbol: symbol.id,
    };
  }
}

async function* instances(
  snapshot: ExportSnapshot,
  split: ExportSplit,
  ids: Counter,
): AsyncGenerator<string> {
  const categories = new Map(snapshot.classes.map((name, index) => [name, index + 1]));
  const firstImage = ids.image;
  const info = {
    description: `${snapshot.project} / ${snapshot.name}, ${split}`,
    version: snapshot.contentHash,
    year: snapshot.createdAt.getUTCFullYear(),
    date_created: snapshot.createdAt.toISOString(),
  };
  const licence = snapshot.licence ?? { id: 'other', url: '' };
  yield `{"info":${JSON.stringify(info)},\n"licenses":[${JSON.stringify({ id: 1, name: licence.id, url: licence.url })}],\n`;
  const list = [...categories].map(([name, id]) => ({ id, name, supercategory: 'symbol' }));
  yield `"categories":${JSON.stringify(list)},\n"images":[`;
  let separator = '\n';
  for await (const item of itemsOf(snapshot, split)) {
    const { formulaId, name, writer, image } = item;
    const { width, height } = image;
    const row = {
      id: ids.image++,
      file_name: imageName(item),
      width,
      height,
      license: 1,
      formula: formulaId,
      name,
      writer,
    };
    yield separator + JSON.stringify(row);
    separator = ',\n';
  }
  yield '],\n"annotations":[';
  separator = '\n';
  ids.image = firstImage;
  for await (const item of itemsOf(snapshot, split)) {
    for (const annotation of annotationsOf(item, categories, ids)) {
      yield separator + JSON.stringify(annotation);
      separator = ',\n';
    }
    ids.image += 1;
  }
  yield ']}\n';
}

export const detectorCoco: Exporter = {
  stage: 'detector',
  format: 'coco',
  folder: 'detector',
  description:
    '`annotations/instances_<split>.json` in COCO form (`bbox` is x, y, width, height in pixels; the categories are ' +
    'the same in every split) and the images it names under `images/<split>/`. For pycocotools, torchvision ' +
    '(`CocoDetection(images/<split>, annotations/instances_<split>.json)`), detectron2, mmdetection.',
  collections: { 'detector/images/**/*.*': 'image/*' },
  async *files(snapshot) {
    const ids: Counter = { image: 1, annotation: 1 };
    for (const split of await splitsInUse(snapshot)) {
      yield {
        path: `detector/annotations/instances_${split}.json`,
        bytes: encode(instances(snapshot, split, ids)),
      };
      for await (const item of itemsOf(snapshot, split)) {
        yield { path: `detector/images/${split}/${imageName(item)}`, bytes: whole(item.image.read) };
      }
    }
  },
};
