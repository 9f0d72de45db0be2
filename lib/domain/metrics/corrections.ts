import { editDistance, typedLatex } from './edit-distance';
import { matchBoxes } from './matching';
import type { ScoredFormula } from './types';

/** What a person has to do to a prediction, in the editor's own operations. */
export interface Corrections {
  /** Boxes to add, each with its class. */
  add: number;
  remove: number;
  relabel: number;
  /** Parent or relation to set on a symbol that was found. */
  relate: number;
  /** 1 when the LaTeX must be corrected by itself, after everything else is right. */
  latex: number;
  /** Keys typed for that. */
  typed: number;
}

export function totalCorrections({ add, remove, relabel, relate, latex }: Corrections): number {
  return add + remove + relabel + relate + latex;
}

/**
 * Corrections from prediction to truth. Symbols are matched one-to-one at IoU 0.5. A relation counts on
 * symbols that were found and whose true parent was found too: the place of an added symbol, and of what hangs
 * on it, is computed again around it.
 */
export function countCorrections({
  gold,
  predicted,
}: Pick<ScoredFormula, 'gold' | 'predicted'>): Corrections {
  const boxes = (symbols: typeof gold.symbols) => symbols.map(({ box }) => box);
  const { pairs, unmatchedPredicted, unmatchedGold } = matchBoxes(
    boxes(predicted.symbols),
    boxes(gold.symbols),
    0.5,
  );
  const goldIdOf = new Map(pairs.map(([p, g]) => [predicted.symbols[p]!.id, gold.symbols[g]!.id]));
  const found = new Set(goldIdOf.values());
  let relabel = 0;
  let relate = 0;
  for (const [p, g] of pairs) {
    const said = predicted.symbols[p]!;
    const truth = gold.symbols[g]!;
    if (said.class !== truth.class) relabel++;
    if (truth.parent !== null && !found.has(truth.parent)) continue;
    const parent = said.parent === null ? null : (goldIdOf.get(said.parent) ?? undefined);
    if (parent !== truth.parent || said.relation !== truth.relation) relate++;
  }
  const structural = unmatchedGold.length + unmatchedPredicted.length + relabel + relate;
  // Once the tree is right, the label is what the converter writes for it.
  const label = typedLatex(structural === 0 ? predicted.latex : gold.written);
  const truth = typedLatex(gold.latex);
  return {
    add: unmatchedGold.length,
    remove: unmatchedPredicted.length,
    relabel,
    relate,
    latex: label === truth ? 0 : 1,
    typed: label === truth ? 0 : editDistance([...label], [...truth]),
  };
}
