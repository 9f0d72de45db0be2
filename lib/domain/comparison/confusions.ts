import { matchBoxes, type ScoredFormula } from '@/lib/domain/metrics';
import { CLASS_HEADS } from './types';
import type { ClassHead, ConfusionCell } from './types';

interface Said {
  gold: string | null;
  said: string | null;
}

function saidOf(formula: ScoredFormula, head: ClassHead): Said[] {
  const { gold, onGold, predicted } = formula;
  if (head === 'recognizer')
    return gold.symbols.map((symbol, n) => ({ gold: symbol.class, said: onGold.ranking[n]?.[0] ?? null }));
  if (head === 'context')
    return gold.symbols.map((symbol, n) => ({ gold: symbol.class, said: onGold.contextClass[n] ?? null }));
  const { pairs, unmatchedGold, unmatchedPredicted } = matchBoxes(
    predicted.symbols.map(({ box }) => box),
    gold.symbols.map(({ box }) => box),
    0.5,
  );
  return [
    ...pairs.map(([p, g]) => ({ gold: gold.symbols[g]!.class, said: predicted.symbols[p]!.class })),
    ...unmatchedGold.map((g) => ({ gold: gold.symbols[g]!.class, said: null })),
    ...unmatchedPredicted.map((p) => ({ gold: null, said: predicted.symbols[p]!.class })),
  ];
}

const TOP = 40;

/** By code points, null last. */
function byName(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function confusion(head: ClassHead, a: readonly ScoredFormula[], b: readonly ScoredFormula[]) {
  const counts = new Map<string, ConfusionCell>();
  const count = (formulas: readonly ScoredFormula[], who: 'a' | 'b') => {
    for (const formula of formulas) {
      for (const { gold, said } of saidOf(formula, head)) {
        const key = JSON.stringify([gold, said]);
        const cell = counts.get(key) ?? { gold, said, a: 0, b: 0 };
        cell[who]++;
        counts.set(key, cell);
      }
    }
  };
  count(a, 'a');
  count(b, 'b');
  const cells = [...counts.values()].sort((x, y) => byName(x.gold, y.gold) || byName(x.said, y.said));
  const top = cells
    .filter(({ gold, said }) => gold !== said)
    .sort((x, y) => y.a + y.b - x.a - x.b)
    .slice(0, TOP);
  return { top, cells };
}

/** Sparse confusion matrices, and the pairs that are confused most often. */
export function confusions(
  a: readonly ScoredFormula[],
  b: readonly ScoredFormula[],
): Record<ClassHead, { top: ConfusionCell[]; cells: ConfusionCell[] }> {
  return Object.fromEntries(CLASS_HEADS.map((head) => [head, confusion(head, a, b)])) as Record<
    ClassHead,
    { top: ConfusionCell[]; cells: ConfusionCell[] }
  >;
}
