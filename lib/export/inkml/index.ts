import type { Exporter } from '../snapshot';
import { encode, itemsOf, splitsInUse } from '../stream';
import { writeInkml } from './write';

export const inkml: Exporter = {
  stage: 'any',
  format: 'inkml',
  folder: 'inkml',
  description:
    '`<split>/<formula>.inkml` for every formula that came with ink: the strokes as they were recorded, their ' +
    'grouping into symbols, MathML and LaTeX as corrected. The ids of the symbols are those of the other sets.',
  collections: { 'inkml/**/*.inkml': 'application/inkml+xml' },
  async *files(snapshot, omit) {
    for (const split of await splitsInUse(snapshot)) {
      for await (const item of itemsOf(snapshot, split)) {
        const { formulaId, ink, annotation } = item;
        if (ink)
          yield { path: `inkml/${split}/${formulaId}.inkml`, bytes: encode([writeInkml(ink, annotation)]) };
        else omit(item, 'no_ink');
      }
    }
  },
};
