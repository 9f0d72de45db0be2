import { describe, expect, it } from 'vitest';
import { RELATION_COUNT } from '@/models/stages/aligner/contract';
import { decodeTree, type TreeScores } from '@/models/stages/aligner/decode';
import {
  hasHalfFraction,
  loneBrackets,
  oddities,
  roleOf,
  type Grammar,
} from '@/models/stages/aligner/grammar';
import { decodeLines } from '@/models/stages/aligner/lines';
import type { FrameBox } from '@/models/stages/stage';

const [RIGHT, SUB, SUP, ABOVE, BELOW] = [0, 1, 2, 3, 4];
const grammarFor = (...classes: string[]): Grammar => ({
  roles: classes.map(roleOf),
  columns: { right: RIGHT, sub: SUB, sup: SUP, above: ABOVE, below: BELOW },
});

type Edge = [child: number, parent: number, relation: number, nats: number];

/** Scores in which every place is unlikely but those that are set; symbol 0 is the root. */
function scoresOf(
  n: number,
  edges: Edge[],
  roots: [child: number, nats: number][] = [[0, -0.1]],
): TreeScores {
  const parent = new Float64Array(n * (n + 1)).fill(-20);
  const relation = new Float64Array(n * n * RELATION_COUNT).fill(-20);
  for (const [child, nats] of roots) parent[child * (n + 1)] = nats;
  for (const [child, head, kind, nats] of edges) {
    parent[child * (n + 1) + head + 1] = -0.1;
    relation[(child * n + head) * RELATION_COUNT + kind] = nats;
  }
  return { n, parent, relation, forced: Array.from({ length: n }, () => null) };
}

/** ( u v ) with v read as a subscript of u, which takes the closing bracket along. */
const swallowed = (right: number): Edge[] => [
  [1, 0, RIGHT, -0.1],
  [2, 1, SUB, -0.3],
  [2, 1, RIGHT, right],
  [3, 2, RIGHT, -0.1],
];

describe('what brackets ask of a tree', () => {
  it('a closing bracket in another row than its partner sends the likelier doubt back into the row', () => {
    const grammar = grammarFor('(', 'u', 'v', ')');
    const scores = scoresOf(4, swallowed(-1.5));
    const alone = decodeTree(scores);
    expect(alone.relations[2]).toBe(SUB);
    expect(loneBrackets(alone, grammar)).toBe(2);
    const paired = decodeTree(scores, grammar);
    expect(paired.relations[2]).toBe(RIGHT);
    expect(loneBrackets(paired, grammar)).toBe(0);
  });

  it('but not where the model is sure, and not against what a person set', () => {
    const grammar = grammarFor('(', 'u', 'v', ')');
    expect(decodeTree(scoresOf(4, swallowed(-19)), grammar).relations[2]).toBe(SUB);
    const scores = scoresOf(4, swallowed(-1.5));
    const forced = scores.forced.map((_, k) => (k === 2 ? { parent: 1, relation: SUB } : null));
    expect(decodeTree({ ...scores, forced }, grammar).relations[2]).toBe(SUB);
  });

  it('a bracket without any partner in the formula changes nothing', () => {
    const scores = scoresOf(4, swallowed(-1.5));
    const plain = decodeTree(scores);
    expect(decodeTree(scores, grammarFor('C', 'u', 'v', ')'))).toEqual(plain);
  });

  it('intervals may be half open', () => {
    const row = decodeTree(
      scoresOf(3, [
        [1, 0, RIGHT, -0.1],
        [2, 1, RIGHT, -0.1],
      ]),
    );
    expect(loneBrackets(row, grammarFor('[', 'a', ')'))).toBe(0);
    expect(loneBrackets(row, grammarFor(')', 'a', '('))).toBe(2);
  });
});

describe('what classes ask of scripts', () => {
  /** A row whose second symbol hangs on the first by `relation`, the others on the one before by Right. */
  const hanging = (relation: number, n: number) => ({
    parents: Int32Array.from({ length: n }, (_, k) => k - 1),
    relations: Int32Array.from({ length: n }, (_, k) => (k === 0 ? -1 : k === 1 ? relation : RIGHT)),
  });

  it.for([
    ['a digit has no subscript', SUB, ['8', 'k'], 1],
    ['but an exponent', SUP, ['8', 'k'], 0],
    ['an operator has no script', SUP, ['+', 'k'], 1],
    ['nor has an opening bracket', SUB, ['(', 'k', ')'], 3],
    ['nothing is compared in a script', SUP, ['y', 'd', 'x', '=', '0'], 1],
    ['but in a limit', SUB, ['\\sum', 'k', '=', '1'], 0],
    ['and in a row', RIGHT, ['y', 'x', '=', '0'], 0],
  ] as const)('%s', ([, relation, classes, odd]) => {
    expect(oddities(hanging(relation, classes.length), grammarFor(...classes))).toBe(odd);
  });

  it('so that y dx = 0 with a raised d stays one row', () => {
    const classes = ['y', 'd', '=', '0'];
    const edges: Edge[] = [
      [1, 0, SUP, -0.2],
      [1, 0, RIGHT, -2],
      [2, 1, RIGHT, -0.1],
      [3, 2, RIGHT, -0.1],
    ];
    expect([...decodeTree(scoresOf(4, edges)).relations]).toEqual([-1, SUP, RIGHT, RIGHT]);
    const { relations } = decodeTree(scoresOf(4, edges), grammarFor(...classes));
    expect([...relations]).toEqual([-1, RIGHT, RIGHT, RIGHT]);
  });
});

describe('what a fraction asks of lines', () => {
  const box = (x: number, y: number, width = 20, height = 20): FrameBox => [x, y, x + width, y + height];
  /** 1 over a bar, and 2 below it after a wide gap that the model does not mind being a line break. */
  const boxes = [box(10, 40, 60, 3), box(30, 10), box(30, 90)];
  const scores = scoresOf(
    3,
    [
      [1, 0, ABOVE, -0.1],
      [2, 0, BELOW, -0.4],
    ],
    [
      [0, -0.1],
      [2, -1],
    ],
  );

  it('a cut never leaves it with one side', () => {
    const limits = { lineBreak: 5, lineGap: 0.2 };
    expect(decodeLines(scores, boxes, limits).members).toHaveLength(2);
    const { members, parents, relations } = decodeLines(scores, boxes, limits, grammarFor('-', '1', '2'));
    expect(members).toEqual([[0, 1, 2]]);
    expect(hasHalfFraction({ parents, relations }, grammarFor('-', '1', '2'))).toBe(false);
  });

  it('a minus has none, and a sum may have one limit', () => {
    const half = { parents: Int32Array.of(-1, 0), relations: Int32Array.of(-1, BELOW) };
    expect(hasHalfFraction(half, grammarFor('\\sum', 'n'))).toBe(false);
    expect(hasHalfFraction(half, grammarFor('-', 'n'))).toBe(true);
    const row = { parents: Int32Array.of(-1, 0), relations: Int32Array.of(-1, RIGHT) };
    expect(hasHalfFraction(row, grammarFor('-', 'n'))).toBe(false);
  });
});
