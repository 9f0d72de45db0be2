import { RELATIONS, type Relation } from '@/lib/domain/annotation/schema';
import { f1, mean, ratio } from './ratios';
import type { ScoredPlace, ScoredSymbol } from './types';

export interface TreeScores {
  /** F1 over edges: child, parent and relation all right; pooled over formulas. */
  relationF1: number;
  /** Mean of that F1 over the relations that occur. */
  macroRelationF1: number;
  /** Share of formulas whose every symbol, roots included, stands where it should. */
  treeExact: number;
}

/** Trees over the same symbols against each other. */
export function scoreTrees(
  formulas: readonly { gold: readonly ScoredPlace[]; said: readonly ScoredPlace[] }[],
): TreeScores {
  const counts = Object.fromEntries(
    RELATIONS.map((name) => [name, { gold: 0, said: 0, right: 0 }]),
  ) as Record<Relation, { gold: number; said: number; right: number }>;
  let exact = 0;
  for (const { gold, said } of formulas) {
    const places = new Map(said.map((place) => [place.id, place]));
    let same = gold.length === said.length;
    for (const { relation } of said) if (relation) counts[relation].said++;
    for (const { id, parent, relation } of gold) {
      const other = places.get(id);
      const agrees = other !== undefined && other.parent === parent && other.relation === relation;
      if (relation) counts[relation].gold++;
      if (relation && agrees) counts[relation].right++;
      same &&= agrees;
    }
    if (same) exact++;
  }
  const all = Object.values(counts);
  const total = (key: 'gold' | 'said' | 'right') => all.reduce((sum, count) => sum + count[key], 0);
  return {
    relationF1: f1(total('right'), total('said'), total('gold')),
    macroRelationF1: mean(
      all.filter(({ gold, said }) => gold + said > 0).map((count) => f1(count.right, count.said, count.gold)),
    ),
    treeExact: ratio(exact, formulas.length),
  };
}

/** The useless floor: symbols sorted by their left side, each right of the one before. */
export function placesByPosition(symbols: readonly ScoredSymbol[]): ScoredPlace[] {
  const sorted = [...symbols].sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
  return sorted.map(({ id }, n) => {
    const parent = sorted[n - 1]?.id ?? null;
    return { id, parent, relation: parent === null ? null : 'Right' };
  });
}
