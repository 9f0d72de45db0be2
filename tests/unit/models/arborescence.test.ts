import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORBIDDEN, maximumArborescence } from '@/models/stages/aligner/arborescence';

type Solver = typeof maximumArborescence;

/** Every way to give each of n symbols a parent (-1 = root), without cycles and with one root. */
function* singleRootTrees(n: number): Generator<number[]> {
  const total = (n + 1) ** n;
  for (let code = 0; code < total; code++) {
    const parents = Array.from({ length: n }, (_, k) => (Math.floor(code / (n + 1) ** k) % (n + 1)) - 1);
    if (parents.filter((parent) => parent < 0).length !== 1) continue;
    const reachesRoot = parents.every((_, start) => {
      let node = start;
      for (let steps = 0; steps <= n && node >= 0; steps++) node = parents[node]!;
      return node < 0;
    });
    if (reachesRoot) yield parents;
  }
}

const total = (scores: Float64Array, parents: ArrayLike<number>, n: number) =>
  Array.from(parents).reduce((sum, parent, child) => sum + scores[child * (n + 1) + parent + 1]!, 0);

/** The property: no tree with one root is better than what the solver answers, and its answer is such a tree. */
function solvesLikeBruteForce(solve: Solver) {
  const graphs = fc.integer({ min: 1, max: 5 }).chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.oneof(fc.integer({ min: -60, max: 0 }), fc.double({ min: -60, max: 0, noNaN: true })), {
        minLength: n * (n + 1),
        maxLength: n * (n + 1),
      }),
    ),
  );
  return fc.property(graphs, ([n, values]) => {
    const scores = Float64Array.from(values);
    const answer = solve(scores, n);
    let best = -Infinity;
    let isTree = false;
    for (const parents of singleRootTrees(n)) {
      best = Math.max(best, total(scores, parents, n));
      isTree ||= parents.every((parent, child) => parent === answer[child]);
    }
    return isTree && Math.abs(total(scores, answer, n) - best) < 1e-6;
  });
}

describe('the maximum spanning arborescence', () => {
  it('is as good as the best of all trees with one root, on small graphs', () => {
    fc.assert(solvesLikeBruteForce(maximumArborescence), { numRuns: 400 });
  });

  it('is not had by giving each symbol its best parent: the property notices', () => {
    const greedy: Solver = (scores, n) =>
      Int32Array.from({ length: n }, (_, child) => {
        let best = 0;
        for (let column = 1; column <= n; column++) {
          if (column !== child + 1 && scores[child * (n + 1) + column]! > scores[child * (n + 1) + best]!)
            best = column;
        }
        return best - 1;
      });
    expect(fc.check(solvesLikeBruteForce(greedy), { numRuns: 400 }).failed).toBe(true);
  });

  it('never takes a forbidden edge where it can do without', () => {
    const n = 3;
    const scores = new Float64Array(n * (n + 1)).fill(FORBIDDEN);
    scores[0] = -9; // 0 is a root
    scores[1 * 4 + 1] = -5; // 1 under 0
    scores[2 * 4 + 2] = -7; // 2 under 1
    expect([...maximumArborescence(scores, n)]).toEqual([-1, 0, 1]);
  });

  it('opens a cycle where it costs least', () => {
    // 0 and 1 would rather hang on each other; 0 is the better root.
    const scores = Float64Array.from([-3, 0, -0.1, -8, -0.1, 0]);
    expect([...maximumArborescence(scores, 2)]).toEqual([-1, 0]);
  });
});
