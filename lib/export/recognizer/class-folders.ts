import sharp, { type OutputInfo } from 'sharp';
import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import { sortedSymbols } from '@/lib/domain/ordering';
import { clipped } from '../detector/coco';
import type { Exporter, ExportItem, ExportSnapshot, ExportSplit } from '../snapshot';
import { encode, itemsOf, jsonLines, splitsInUse, whole } from '../stream';
import { classFolders } from './folders';

interface Crop {
  symbol: FormulaSymbol;
  /** Relative to `recognizer/<split>`. */
  file: string;
  /** Whole pixels of the formula image, `left, top, width, height`. */
  pixels: { left: number; top: number; width: number; height: number };
}

/** Named by the formula's image and the box: which ink a crop shows can be read from its name. */
function cropsOf(item: ExportItem, folders: ReadonlyMap<string, string>): Crop[] {
  const { hash, width, height } = item.image;
  const names = new Set<string>();
  return sortedSymbols(item.annotation).flatMap((symbol) => {
    const folder = folders.get(symbol.class);
    const box = clipped(symbol.box, width, height);
    if (folder === undefined || !box) return [];
    const left = Math.floor(box.x);
    const top = Math.floor(box.y);
    const pixels = {
      left,
      top,
      width: Math.min(width, Math.ceil(box.x + box.width)) - left,
      height: Math.min(height, Math.ceil(box.y + box.height)) - top,
    };
    const base = `${folder}/${hash.slice(0, 16)}_${left}_${top}_${pixels.width}_${pixels.height}`;
    let file = `${base}.png`;
    for (let count = 2; names.has(file); count++) file = `${base}-${count}.png`;
    names.add(file);
    return [{ symbol, file, pixels }];
  });
}

async function* rows(snapshot: ExportSnapshot, split: ExportSplit, folders: ReadonlyMap<string, string>) {
  const index = new Map(snapshot.classes.map((name, position) => [name, position]));
  for await (const item of itemsOf(snapshot, split)) {
    for (const { symbol, file } of cropsOf(item, folders)) {
      const { x, y, width, height } = symbol.box;
      yield {
        file: `${split}/${file}`,
        class: symbol.class,
        index: index.get(symbol.class),
        formula: item.formulaId,
        image: item.image.hash,
        imageWidth: item.image.width,
        imageHeight: item.image.height,
        symbol: symbol.id,
        box: { x, y, width, height },
        writer: item.writer,
        source: item.source,
      };
    }
  }
}

/** The crops of one formula; its image is decoded once, when the first crop is read. */
async function* cropFiles(item: ExportItem, split: ExportSplit, folders: ReadonlyMap<string, string>) {
  let decoded: Promise<{ data: Buffer; info: OutputInfo }> | undefined;
  const image = async () => {
    decoded ??= sharp(await item.image.read(), { failOn: 'error' })
      .flatten({ background: '#ffffff' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return decoded;
  };
  for (const { file, pixels } of cropsOf(item, folders)) {
    const read = async () => {
      const { data, info } = await image();
      const raw = { width: info.width, height: info.height, channels: info.channels };
      return sharp(data, { raw }).extract(pixels).png().toBuffer();
    };
    yield { path: `recognizer/${split}/${file}`, bytes: whole(read) };
  }
}

export const recognizerFolders: Exporter = {
  stage: 'recognizer',
  format: 'class-folders',
  folder: 'recognizer',
  description:
    '`<split>/<class folder>/<crop>.png`, for torchvision `ImageFolder` and alike (folders without images are left ' +
    'out, so a split may have fewer). `classes.json` says which folder is which class and gives the index that is ' +
    'the same in every split. `<split>.jsonl` names, for each crop, the image of its formula and its box there, so ' +
    'that crops with context can be cut anew.',
  collections: { 'recognizer/**/*.png': 'image/png' },
  async *files(snapshot) {
    const folders = classFolders(snapshot.classes);
    const list = snapshot.classes.map((name, index) => ({ index, class: name, folder: folders.get(name) }));
    yield { path: 'recognizer/classes.json', bytes: encode([`${JSON.stringify(list, null, 1)}\n`]) };
    for (const split of await splitsInUse(snapshot)) {
      yield { path: `recognizer/${split}.jsonl`, bytes: jsonLines(rows(snapshot, split, folders)) };
      for await (const item of itemsOf(snapshot, split)) yield* cropFiles(item, split, folders);
    }
  },
};
