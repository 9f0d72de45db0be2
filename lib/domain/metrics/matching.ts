import { iou, type Box } from '@/lib/domain/geometry/box';

export interface Matching {
  /** Index pairs [predicted, gold]. */
  pairs: [number, number][];
  unmatchedPredicted: number[];
  unmatchedGold: number[];
}

/**
 * One-to-one matching of boxes: pairs with an intersection over union of at least `minIou`, best pairs
 * first, ties by lower indices.
 */
export function matchBoxes(predicted: readonly Box[], gold: readonly Box[], minIou: number): Matching {
  const candidates: { p: number; g: number; overlap: number }[] = [];
  predicted.forEach((box, p) =>
    gold.forEach((other, g) => {
      const overlap = iou(box, other);
      if (overlap >= minIou) candidates.push({ p, g, overlap });
    }),
  );
  candidates.sort((a, b) => b.overlap - a.overlap || a.p - b.p || a.g - b.g);
  const goldOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { p, g } of candidates) {
    if (goldOf.has(p) || taken.has(g)) continue;
    goldOf.set(p, g);
    taken.add(g);
  }
  return {
    pairs: [...goldOf].sort(([a], [b]) => a - b),
    unmatchedPredicted: [...predicted.keys()].filter((p) => !goldOf.has(p)),
    unmatchedGold: [...gold.keys()].filter((g) => !taken.has(g)),
  };
}
