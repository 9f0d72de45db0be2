import { FORBIDDEN, maximumArborescence } from './arborescence';
import { RELATION_COUNT } from './contract';
import type { DecodedTree } from './decoded-tree';
import { oddities, type Grammar } from './grammar';

/** A place that a person set: parent -1 = root, relation -1 with it. */
export interface ForcedPlace {
  parent: number;
  relation: number;
}

/** Log-probabilities as the aligner says them: parent [n, n + 1], relation [n, n, 6]. */
export interface TreeScores {
  n: number;
  parent: Float64Array;
  relation: Float64Array;
  forced: readonly (ForcedPlace | null)[];
}

/** One decoding in progress: which (child, parent, relation) have been ruled out so far. */
class Search {
  constructor(
    private readonly scores: TreeScores,
    private readonly closed = new Uint8Array(scores.n * scores.n * RELATION_COUNT),
  ) {}

  /** Another search from here. */
  branch(): Search {
    return new Search(this.scores, this.closed.slice());
  }

  /** The best relation still open for child → parent, with its log-probability. */
  private best(child: number, parent: number): [relation: number, score: number] {
    const { n, relation, forced } = this.scores;
    const fixed = forced[child];
    const start = (child * n + parent) * RELATION_COUNT;
    if (fixed)
      return fixed.relation < 0 ? [0, FORBIDDEN] : [fixed.relation, relation[start + fixed.relation]!];
    let top = -1;
    for (let r = 0; r < RELATION_COUNT; r++) {
      if (!this.closed[start + r] && (top < 0 || relation[start + r]! > relation[start + top]!)) top = r;
    }
    return top < 0 ? [0, FORBIDDEN] : [top, relation[start + top]!];
  }

  solve(): DecodedTree {
    const { n, parent, forced } = this.scores;
    const edges = new Float64Array(n * (n + 1)).fill(FORBIDDEN);
    for (let child = 0; child < n; child++) {
      const fixed = forced[child];
      for (let column = 0; column <= n; column++) {
        if (column === child + 1 || (fixed && column !== fixed.parent + 1)) continue;
        const at = child * (n + 1) + column;
        edges[at] =
          column === 0 ? parent[at]! : Math.max(FORBIDDEN, parent[at]! + this.best(child, column - 1)[1]);
      }
    }
    const parents = maximumArborescence(edges, n);
    const relations = new Int32Array(n).fill(-1);
    let score = 0;
    parents.forEach((head, child) => {
      if (head >= 0) relations[child] = this.best(child, head)[0];
      score += edges[child * (n + 1) + head + 1]!;
    });
    return { parents, relations, score };
  }

  /** `solve` as if (child, parent, relation) were ruled out. */
  without(child: number, parent: number, relation: number): DecodedTree {
    const at = (child * this.scores.n + parent) * RELATION_COUNT + relation;
    this.closed[at] = 1;
    const tree = this.solve();
    this.closed[at] = 0;
    return tree;
  }

  ruleOut(child: number, parent: number, relation: number): void {
    this.closed[(child * this.scores.n + parent) * RELATION_COUNT + relation] = 1;
  }
}

/** Two symbols with one (parent, relation) that may still be told apart, or null. */
function findClash(tree: DecodedTree, forced: TreeScores['forced']): [number, number] | null {
  const holders = new Map<number, number>();
  for (let child = 0; child < tree.parents.length; child++) {
    const parent = tree.parents[child]!;
    if (parent < 0) continue;
    const key = parent * RELATION_COUNT + tree.relations[child]!;
    const other = holders.get(key);
    if (other === undefined || (forced[other] && !forced[child])) holders.set(key, child);
    if (other !== undefined && !(forced[other] && forced[child])) return [other, child];
  }
  return null;
}

/** Solves, and rules out the cheaper place of every two that clash, until none do. */
function settle(search: Search, scores: TreeScores): DecodedTree {
  let tree = search.solve();
  for (let step = 0; step < scores.n * RELATION_COUNT * 2; step++) {
    const clash = findClash(tree, scores.forced);
    if (!clash) break;
    const options = clash
      .filter((child) => !scores.forced[child])
      .map((child) => {
        const place = [child, tree.parents[child]!, tree.relations[child]!] as const;
        return { place, result: search.without(...place) };
      });
    const cheapest = options.reduce((a, b) => (b.result.score > a.result.score ? b : a));
    search.ruleOut(...cheapest.place);
    tree = cheapest.result;
  }
  return tree;
}

/** Nats of log-probability that keeping a rule may cost: what is dearer is a rare formula, or a misread class. */
const RULE = 6;
/** The least certain places that are tried for it. */
const TRIED = 24;

/** Children with a free place under another symbol, the least certain place first. */
function doubtful(tree: DecodedTree, { n, parent, relation, forced }: TreeScores): number[] {
  const sure = (child: number) => {
    const head = tree.parents[child]!;
    return (
      parent[child * (n + 1) + head + 1]! +
      relation[(child * n + head) * RELATION_COUNT + tree.relations[child]!]!
    );
  };
  return [...tree.parents.keys()]
    .filter((child) => tree.parents[child]! >= 0 && !forced[child])
    .map((child) => ({ child, sure: sure(child) }))
    .sort((a, b) => a.sure - b.sure)
    .slice(0, TRIED)
    .map(({ child }) => child);
}

/** A tree near by that breaks fewer rules, found by ruling out one doubtful place after another, while each rule costs at most RULE. */
function mend(found: DecodedTree, search: Search, scores: TreeScores, grammar: Grammar): DecodedTree {
  let tree = found;
  for (let odd = oddities(tree, grammar); odd > 0;) {
    const value = (other: DecodedTree) => other.score - RULE * oddities(other, grammar);
    let best: { place: readonly [number, number, number]; tree: DecodedTree } | null = null;
    for (const child of doubtful(tree, scores)) {
      const place = [child, tree.parents[child]!, tree.relations[child]!] as const;
      const branch = search.branch();
      branch.ruleOut(...place);
      const other = settle(branch, scores);
      if (value(other) > value(best?.tree ?? tree)) best = { place, tree: other };
    }
    const left = best ? oddities(best.tree, grammar) : odd;
    if (!best || left >= odd) return tree;
    search.ruleOut(...best.place);
    [tree, odd] = [best.tree, left];
  }
  return tree;
}

/**
 * The most probable tree with one root in which no two symbols have the same parent and relation and every
 * forced place is kept. Exact while no two symbols clash; a clash is solved by ruling out, for one of the
 * two, the shared place, whichever costs less, until none is left.
 * @param grammar also looks for a tree near by that breaks none of its rules
 */
export function decodeTree(scores: TreeScores, grammar?: Grammar): DecodedTree {
  const search = new Search(scores);
  const tree = settle(search, scores);
  return grammar ? mend(tree, search, scores, grammar) : tree;
}
