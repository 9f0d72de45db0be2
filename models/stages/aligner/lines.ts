import type { FrameBox } from '../stage';
import { RELATION_COUNT } from './contract';
import { decodeTree, type ForcedPlace, type TreeScores } from './decode';
import type { DecodedTree } from './decoded-tree';
import { grammarOf, hasHalfFraction, type Grammar } from './grammar';

export interface LineLimits {
  /** Nats of log-probability that a cut may cost. */
  lineBreak: number;
  /** Smallest gap, as a multiple of the median symbol side. */
  lineGap: number;
}

export interface DecodedLines {
  /** Indices of the symbols of each line, lines from top to bottom. */
  members: number[][];
  parents: Int32Array;
  relations: Int32Array;
}

/** The scores among `members` alone, in their order; null when a place that a person set leads out of them. */
function restrict(scores: TreeScores, members: readonly number[]): TreeScores | null {
  const n = members.length;
  const position = new Map(members.map((member, i) => [member, i]));
  const forced: (ForcedPlace | null)[] = [];
  for (const member of members) {
    const place = scores.forced[member] ?? null;
    const parent = place && place.parent >= 0 ? position.get(place.parent) : -1;
    if (parent === undefined) return null;
    forced.push(place && { ...place, parent });
  }
  const parent = new Float64Array(n * (n + 1));
  const relation = new Float64Array(n * n * RELATION_COUNT);
  members.forEach((child, i) => {
    parent[i * (n + 1)] = scores.parent[child * (scores.n + 1)]!;
    members.forEach((head, j) => {
      parent[i * (n + 1) + j + 1] = scores.parent[child * (scores.n + 1) + head + 1]!;
      const from = (child * scores.n + head) * RELATION_COUNT;
      relation.set(scores.relation.subarray(from, from + RELATION_COUNT), (i * n + j) * RELATION_COUNT);
    });
  });
  return { n, parent, relation, forced };
}

/** Ways to cut `members` in two at a white gap that runs across all of them, upper part first. */
function cuts(members: readonly number[], boxes: readonly FrameBox[], gap: number): [number[], number[]][] {
  const sorted = [...members].sort((a, b) => boxes[a]![1] - boxes[b]![1]);
  const found: [number[], number[]][] = [];
  let bottom = -Infinity;
  sorted.forEach((member, k) => {
    if (k > 0 && boxes[member]![1] - bottom >= gap) {
      const upper = new Set(sorted.slice(0, k));
      found.push([members.filter((m) => upper.has(m)), members.filter((m) => !upper.has(m))]);
    }
    bottom = Math.max(bottom, boxes[member]![3]);
  });
  return found;
}

interface Part {
  members: number[];
  tree: DecodedTree;
}

function split(
  part: Part,
  scores: TreeScores,
  boxes: readonly FrameBox[],
  gap: number,
  allowance: number,
  grammar?: Grammar,
): Part[] {
  let best: { score: number; parts: [Part, Part] } | null = null;
  for (const halves of cuts(part.members, boxes, gap)) {
    const [upper, lower] = halves.map((members): Part | null => {
      const among = restrict(scores, members);
      if (!among) return null;
      const own = grammar && grammarOf(grammar, members);
      const tree = decodeTree(among, own);
      // A cut through a fraction is none between lines, however wide the gap.
      return own && hasHalfFraction(tree, own) ? null : { members, tree };
    });
    if (!upper || !lower) continue;
    const score = upper.tree.score + lower.tree.score + allowance;
    if (score > (best?.score ?? part.tree.score)) best = { score, parts: [upper, lower] };
  }
  return best ? best.parts.flatMap((half) => split(half, scores, boxes, gap, allowance, grammar)) : [part];
}

/** Median over symbols of the longer side, in pixels. */
function medianSide(boxes: readonly FrameBox[]): number {
  const sides = boxes.map((box) => Math.max(box[2] - box[0], box[3] - box[1])).sort((a, b) => a - b);
  return sides[sides.length >> 1] ?? 0;
}

/**
 * Decodes a formula into one tree per line. A formula is cut at a white gap where that costs less than
 * `lineBreak` nats of what the model says, and never between a symbol and the parent that a person gave it.
 * @param grammar what the symbols' classes ask of their places; without it only the scores speak
 */
export function decodeLines(
  scores: TreeScores,
  boxes: readonly FrameBox[],
  limits: LineLimits,
  grammar?: Grammar,
): DecodedLines {
  const all = Array.from({ length: scores.n }, (_, k) => k);
  const whole: Part = { members: all, tree: decodeTree(scores, grammar) };
  const parts = split(whole, scores, boxes, limits.lineGap * medianSide(boxes), limits.lineBreak, grammar);
  const parents = new Int32Array(scores.n).fill(-1);
  const relations = new Int32Array(scores.n).fill(-1);
  for (const { members, tree } of parts) {
    members.forEach((member, k) => {
      const head = tree.parents[k]!;
      parents[member] = head < 0 ? -1 : members[head]!;
      relations[member] = tree.relations[k]!;
    });
  }
  return { members: parts.flatMap(({ members }) => byRoot(members, parents)), parents, relations };
}

/** Splits members by the root they hang on: pinned places may name several. */
function byRoot(members: readonly number[], parents: Int32Array): number[][] {
  const lines = new Map<number, number[]>();
  for (const member of members) {
    let root = member;
    for (let steps = 0; parents[root]! >= 0 && steps < members.length; steps++) root = parents[root]!;
    lines.set(root, [...(lines.get(root) ?? []), member]);
  }
  return [...lines.values()];
}
