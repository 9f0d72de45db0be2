import { latexFromAnnotation } from '@/lib/domain/latex';
import { compare } from '@/lib/domain/ordering';
import { EXPORT_SPLITS, type ExportSnapshot } from '../snapshot';

export interface SplitCounts {
  formulas: number;
  symbols: number;
  writers: number;
}

export interface SnapshotCounts {
  splits: Record<(typeof EXPORT_SPLITS)[number], SplitCounts>;
  /** Symbols of each class over all splits, classes in code point order. */
  classes: { class: string; count: number }[];
  /** Share of the commonest class: what a constant answer would score. */
  majorityShare: number;
  /** Formulas of train whose canonical LaTeX is also in val or test: the same formula by another hand. */
  sameLatexAcrossSplits: number;
}

/** One pass over a snapshot; held items count nowhere. */
export async function countSnapshot(snapshot: ExportSnapshot): Promise<SnapshotCounts> {
  const zero = () => ({ formulas: 0, symbols: 0, writers: 0 });
  const splits = { train: zero(), val: zero(), test: zero() };
  const writers = { train: new Set<string>(), val: new Set<string>(), test: new Set<string>() };
  const classes = new Map<string, number>();
  const trained = new Map<string, number>();
  const evaluated = new Set<string>();
  for await (const item of snapshot.items) {
    if (item.split === 'held') continue;
    const counts = splits[item.split];
    counts.formulas += 1;
    if (item.writer !== null) writers[item.split].add(item.writer);
    for (const symbol of Object.values(item.annotation.symbols)) {
      counts.symbols += 1;
      classes.set(symbol.class, (classes.get(symbol.class) ?? 0) + 1);
    }
    const latex = item.latexCanonical ?? latexFromAnnotation(item.annotation);
    if (item.split === 'train') trained.set(latex, (trained.get(latex) ?? 0) + 1);
    else evaluated.add(latex);
  }
  for (const split of EXPORT_SPLITS) splits[split].writers = writers[split].size;
  const all = [...classes.values()];
  return {
    splits,
    classes: [...classes]
      .map(([name, count]) => ({ class: name, count }))
      .sort((a, b) => compare(a.class, b.class)),
    majorityShare: all.length === 0 ? 0 : Math.max(...all) / all.reduce((sum, count) => sum + count, 0),
    sameLatexAcrossSplits: [...trained].reduce(
      (sum, [latex, count]) => sum + (evaluated.has(latex) ? count : 0),
      0,
    ),
  };
}
