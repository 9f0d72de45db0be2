import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELATION_COUNT } from '@/models/stages/aligner/contract';
import { decodeTree, type ForcedPlace, type TreeScores } from '@/models/stages/aligner/decode';
import { decodeLines } from '@/models/stages/aligner/lines';
import type { FrameBox } from '@/models/stages/stage';

const RIGHT = 0;
const SUP = 2;

/** Scores in which every edge is unlikely but those that are set. */
function scoresOf(
  n: number,
  edges: [child: number, parent: number, relation: number, score: number][],
  roots: [number, number][],
): TreeScores {
  const parent = new Float64Array(n * (n + 1)).fill(-20);
  const relation = new Float64Array(n * n * RELATION_COUNT).fill(-20);
  for (const [child, score] of roots) parent[child * (n + 1)] = score;
  for (const [child, head, kind, score] of edges) {
    parent[child * (n + 1) + head + 1] = Math.max(parent[child * (n + 1) + head + 1]!, score);
    relation[(child * n + head) * RELATION_COUNT + kind] = score;
  }
  return { n, parent, relation, forced: Array.from({ length: n }, () => null) };
}

describe('decoding a tree', () => {
  it('gives no two symbols the same parent and relation: the weaker claim gives way', () => {
    const scores = scoresOf(
      3,
      [
        [1, 0, RIGHT, -0.1],
        [2, 0, RIGHT, -0.2],
        [2, 1, RIGHT, -1],
      ],
      [[0, -0.1]],
    );
    const { parents, relations } = decodeTree(scores);
    expect([...parents]).toEqual([-1, 0, 1]);
    expect([...relations]).toEqual([-1, RIGHT, RIGHT]);
  });

  it('may change the relation instead of the parent when that costs less', () => {
    const scores = scoresOf(
      3,
      [
        [1, 0, RIGHT, -0.1],
        [2, 0, RIGHT, -0.2],
        [2, 0, SUP, -0.6],
        [2, 1, RIGHT, -5],
      ],
      [[0, -0.1]],
    );
    const { parents, relations } = decodeTree(scores);
    expect([...parents]).toEqual([-1, 0, 0]);
    expect(relations[2]).toBe(SUP);
  });

  it('keeps what a person set, however unlikely, and arranges the rest around it', () => {
    const scores = scoresOf(
      3,
      [
        [1, 0, RIGHT, -0.1],
        [2, 1, RIGHT, -0.1],
        [2, 0, SUP, -9],
      ],
      [[0, -0.1]],
    );
    const forced: (ForcedPlace | null)[] = [null, null, { parent: 0, relation: RIGHT }];
    const { parents, relations } = decodeTree({ ...scores, forced });
    expect([parents[2], relations[2]]).toEqual([0, RIGHT]);
    expect([parents[1], relations[1]]).not.toEqual([0, RIGHT]);
  });

  it('answers a tree with unique places for any scores', () => {
    const anyScores = fc.integer({ min: 1, max: 7 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        parent: fc.array(fc.double({ min: -30, max: 0, noNaN: true }), {
          minLength: n * (n + 1),
          maxLength: n * (n + 1),
        }),
        relation: fc.array(fc.double({ min: -30, max: 0, noNaN: true }), {
          minLength: n * n * 6,
          maxLength: n * n * 6,
        }),
      }),
    );
    fc.assert(
      fc.property(anyScores, ({ n, parent, relation }) => {
        const tree = decodeTree({
          n,
          parent: Float64Array.from(parent),
          relation: Float64Array.from(relation),
          forced: Array.from({ length: n }, () => null),
        });
        const places = Array.from(tree.parents, (head, k) => `${head}/${tree.relations[k]}`);
        const roots = places.filter((place) => place.startsWith('-1'));
        expect(roots).toHaveLength(1);
        expect(new Set(places).size).toBe(n);
        for (let start = 0; start < n; start++) {
          let node = start;
          for (let steps = 0; steps <= n && node >= 0; steps++) node = tree.parents[node]!;
          expect(node).toBe(-1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('lines of a formula', () => {
  const row = (y: number): FrameBox[] => [
    [0, y, 20, y + 20],
    [30, y, 50, y + 20],
  ];
  const limits = { lineBreak: 5, lineGap: 0.2 };

  it('are two where nothing ties the lower row to the upper one', () => {
    const scores = scoresOf(
      4,
      [
        [1, 0, RIGHT, -0.1],
        [3, 2, RIGHT, -0.1],
        [2, 0, 4, -6],
      ],
      [
        [0, -0.5],
        [2, -0.5],
      ],
    );
    const { members, parents } = decodeLines(scores, [...row(0), ...row(60)], limits);
    expect(members).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect([...parents]).toEqual([-1, 0, -1, 2]);
  });

  it('stay two around a place that a person set in one of them, and are one where it leads across', () => {
    const scores = scoresOf(
      4,
      [
        [1, 0, SUP, -0.1],
        [3, 2, RIGHT, -0.1],
        [2, 0, 4, -6],
      ],
      [
        [0, -0.5],
        [2, -0.5],
      ],
    );
    const within = { ...scores, forced: [null, { parent: 0, relation: RIGHT }, null, null] };
    const decoded = decodeLines(within, [...row(0), ...row(60)], limits);
    expect(decoded.members).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect([...decoded.relations]).toEqual([-1, RIGHT, -1, RIGHT]);
    const across = { ...scores, forced: [null, null, { parent: 1, relation: RIGHT }, null] };
    const one = decodeLines(across, [...row(0), ...row(60)], limits);
    expect(one.members).toHaveLength(1);
    expect([...one.parents]).toEqual([-1, 0, 1, 2]);
  });

  it('are one where the lower row hangs on the upper one, as under a fraction bar', () => {
    const scores = scoresOf(
      4,
      [
        [1, 0, RIGHT, -0.1],
        [3, 2, RIGHT, -0.1],
        [2, 0, 4, -0.1],
      ],
      [
        [0, -0.5],
        [2, -12],
      ],
    );
    expect(decodeLines(scores, [...row(0), ...row(60)], limits).members).toHaveLength(1);
  });

  it('are one where no white gap runs between the rows', () => {
    const scores = scoresOf(
      4,
      [
        [1, 0, RIGHT, -0.1],
        [3, 2, RIGHT, -0.1],
        [2, 0, 4, -6],
      ],
      [
        [0, -0.5],
        [2, -0.5],
      ],
    );
    expect(decodeLines(scores, [...row(0), ...row(21)], limits).members).toHaveLength(1);
  });
});
