import { orderedLines } from '@/lib/domain/ordering';
import type { Exporter, ExportItem } from '../snapshot';
import { itemsOf, jsonLines, splitsInUse } from '../stream';

/** One line of the converter's training set: ordered symbols with relations, and the LaTeX to write. */
export function converterRow(item: ExportItem & { latexCanonical: string }) {
  const { symbols } = item.annotation;
  return {
    formula: item.formulaId,
    writer: item.writer,
    document: item.document,
    source: item.source,
    image: item.image.hash,
    lines: orderedLines(item.annotation).map(({ entries }) => {
      const position = new Map(entries.map(({ symbol }, index) => [symbol, index]));
      return entries.map(({ symbol, parent, relation, depth }) => ({
        symbol,
        class: symbols[symbol]?.class ?? '',
        relation,
        parent: parent === null ? null : (position.get(parent) ?? null),
        parentClass: parent === null ? null : (symbols[parent]?.class ?? null),
        depth,
      }));
    }),
    latex: item.latexCanonical,
    latexRaw: item.annotation.label.latex,
  };
}

type Omit = Parameters<Exporter['files']>[1];

async function* rows(items: AsyncIterable<ExportItem>, omit: Omit) {
  for await (const item of items) {
    const { latexCanonical } = item;
    if (latexCanonical === null) omit(item, 'latex_does_not_parse');
    else yield converterRow({ ...item, latexCanonical });
  }
}

export const converterJsonl: Exporter = {
  stage: 'converter',
  format: 'jsonl',
  folder: 'converter',
  description:
    '`<split>.jsonl`, one formula a line: `lines` of symbols in reading order, each with class, relation to its ' +
    'parent, the position of the parent in the same line and its nesting depth; `latex` is the canonical label ' +
    '(space-separated tokens), `latexRaw` the label as typed.',
  collections: {},
  async *files(snapshot, omit) {
    for (const split of await splitsInUse(snapshot)) {
      yield { path: `converter/${split}.jsonl`, bytes: jsonLines(rows(itemsOf(snapshot, split), omit)) };
    }
  },
};
