import type { ConfusionCell } from '@/lib/domain/comparison/types';

/** The classes that are confused most, and how often each pair is, row by row: truth down, said across. */
export interface ConfusionGrid {
  /** null stands for no symbol: missed (as what was said) or extra (as the truth). */
  classes: (string | null)[];
  /** [gold][said]; null on the diagonal, which would drown everything else. */
  cells: ({ a: number; b: number } | null)[][];
  /** Largest count of a side, and largest difference between them. */
  most: number;
  mostDifference: number;
}

/** The `size` classes with most confusions of a and b together, ties by name, and the cells between them. */
export function confusionGrid(cells: readonly ConfusionCell[], size: number): ConfusionGrid {
  const wrong = cells.filter(({ gold, said }) => gold !== said);
  const totals = new Map<string | null, number>();
  for (const { gold, said, a, b } of wrong) {
    for (const name of [gold, said]) totals.set(name, (totals.get(name) ?? 0) + a + b);
  }
  const classes = [...totals]
    .sort(([x, m], [y, n]) => n - m || (x === null ? 1 : y === null ? -1 : x < y ? -1 : 1))
    .slice(0, size)
    .map(([name]) => name);
  const key = (gold: string | null, said: string | null) => JSON.stringify([gold, said]);
  const counts = new Map(wrong.map(({ gold, said, a, b }) => [key(gold, said), { a, b }]));
  const grid = classes.map((gold) =>
    classes.map((said) => (gold === said ? null : (counts.get(key(gold, said)) ?? { a: 0, b: 0 }))),
  );
  const shown = grid.flat().filter((cell) => cell !== null);
  return {
    classes,
    cells: grid,
    most: Math.max(0, ...shown.map(({ a, b }) => Math.max(a, b))),
    mostDifference: Math.max(0, ...shown.map(({ a, b }) => Math.abs(b - a))),
  };
}
