import { f1, mean, ratio } from './ratios';

export interface ClassScores {
  top1: number;
  top5: number;
  /** Mean F1 over the classes that occur in the truth or among the answers. */
  macroF1: number;
  /** Mean recall over the classes that occur in the truth (balanced accuracy). */
  macroRecall: number;
}

/** Classes against classes: `ranking` is best first. */
export function scoreClasses(symbols: readonly { gold: string; ranking: readonly string[] }[]): ClassScores {
  const counts = new Map<string, { gold: number; said: number; right: number }>();
  const countOf = (name: string) => {
    const known = counts.get(name);
    if (known) return known;
    const fresh = { gold: 0, said: 0, right: 0 };
    counts.set(name, fresh);
    return fresh;
  };
  let inFive = 0;
  let right = 0;
  for (const { gold, ranking } of symbols) {
    const first = ranking[0];
    countOf(gold).gold++;
    if (first !== undefined) countOf(first).said++;
    if (first === gold) {
      countOf(gold).right++;
      right++;
    }
    if (ranking.slice(0, 5).includes(gold)) inFive++;
  }
  const all = [...counts.values()];
  return {
    top1: ratio(right, symbols.length),
    top5: ratio(inFive, symbols.length),
    macroF1: mean(all.map((count) => f1(count.right, count.said, count.gold))),
    macroRecall: mean(all.filter(({ gold }) => gold > 0).map((count) => ratio(count.right, count.gold))),
  };
}
