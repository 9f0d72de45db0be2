import { compareLatexWithTree } from '@/lib/domain/latex';
import { orderedLines } from '@/lib/domain/ordering/lines';
import { sortedSymbols } from '@/lib/domain/ordering';
import type { ExportFile, ExportItem, ExportSnapshot } from '../snapshot';
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

async function* rows(items: AsyncIterable<ExportItem>) {
  for await (const item of items) yield alignerRow(item);
}

/** `aligner/<split>.jsonl`: one formula a line. */
export async function* alignerJsonl(snapshot: ExportSnapshot): AsyncGenerator<ExportFile> {
  for (const split of await splitsInUse(snapshot)) {
    yield { path: `aligner/${split}.jsonl`, bytes: jsonLines(rows(itemsOf(snapshot, split))) };
  }
}
