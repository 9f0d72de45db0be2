import type { ConverterExplanation } from '@/lib/domain/explanation';
import { writeTokens } from '@/lib/domain/latex';
import { orderedLines } from '@/lib/domain/ordering';
import { layoutLines } from '@/lib/domain/ordering/tree';
import type { StageContext } from '../stage';
import type { Tensors } from '../tensor';
import { decidedAnnotation } from './interpret';

/** The tree as it was read, and which rule wrote each token. Rules know no alternatives. */
export function explain(_tensors: Tensors | null, context: StageContext): ConverterExplanation {
  const annotation = decidedAnnotation(context);
  return {
    tree: orderedLines(annotation).map(({ entries }) =>
      entries.map((entry) => ({ ...entry, class: annotation.symbols[entry.symbol]!.class })),
    ),
    tokens: writeTokens(layoutLines(annotation).map(({ roots }) => roots)),
    alternatives: [],
    pinned: context.pins?.label.pinned === true,
  };
}
