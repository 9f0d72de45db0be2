import { compareLatexWithTree } from '@/lib/domain/latex';
import { orderedLines } from '@/lib/domain/ordering/lines';
import { sortedSymbols } from '@/lib/domain/ordering';
import type { Exporter, ExportItem } from '../snapshot';
import { itemsOf, jsonLines, splitsInUse } from '../stream';

/** One line of the aligner's training set: symbols and their ordering. */
export function alignerRow(item: ExportItem) {
  const { annotation } = item;
  return {
    formula: item.formulaId,
    writer: item.writer,
    document: item.document,
    source: item.source,
    image: item.image.hash,
    width: item.image.width,
    height: item.image.height,
    symbols: sortedSymbols(annotation).map(({ id, class: name, box }) => ({
      id,
      class: name,
      box: { x: box.x, y: box.y, width: box.width, height: box.height },
    })),
    lines: orderedLines(annotation).map(({ entries }) =>
      entries.map(({ symbol, parent, relation }) => ({ symbol, parent, relation })),
    ),
    latex: item.latexCanonical ?? '',
    // A label that does not parse says nothing against the tree.
    treeAgrees: item.latexCanonical === null || compareLatexWithTree(annotation).agrees,
  };
}

type Omit = Parameters<Exporter['files']>[1];

async function* rows(items: AsyncIterable<ExportItem>, omit: Omit) {
  for await (const item of items) {
    if (Object.values(item.annotation.symbols).every((symbol) => symbol.place === null))
      omit(item, 'no_ordering');
    else yield alignerRow(item);
  }
}

export const alignerJsonl: Exporter = {
  stage: 'aligner',
  format: 'jsonl',
  folder: 'aligner',
  description:
    '`<split>.jsonl`, one formula a line: `symbols` with class and box in pixels of the formula image, `lines` with ' +
    'one entry for each symbol in reading order (its parent and relation, null at the root), the canonical `latex`, ' +
    'and whether the tree says the same as the label (`treeAgrees`).',
  collections: {},
  async *files(snapshot, omit) {
    for (const split of await splitsInUse(snapshot)) {
      yield { path: `aligner/${split}.jsonl`, bytes: jsonLines(rows(itemsOf(snapshot, split), omit)) };
    }
  },
};
