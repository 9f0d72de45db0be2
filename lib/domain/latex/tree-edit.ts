/** A node of an ordered tree. */
export interface EditNode<Node> {
  readonly children: readonly Node[];
}

export interface EditCosts<Node> {
  /** Of a node that only one of the trees has. */
  alone(node: Node): number;
  /** Of two nodes that stand for each other: 0 when they are equal, Infinity when they never may. */
  pair(a: Node, b: Node): number;
}

/** A forest in postorder; `first[i]` is the postorder number of the leftmost leaf below node i. */
interface Numbered<Node> {
  nodes: Node[];
  first: number[];
  keyRoots: number[];
}

function number<Node extends EditNode<Node>>(forest: readonly Node[]): Numbered<Node> {
  const nodes: Node[] = [];
  const first: number[] = [];
  const visit = (node: Node): void => {
    const start = nodes.length;
    node.children.forEach(visit);
    nodes.push(node);
    first.push(start);
  };
  forest.forEach(visit);
  // The last node of every leftmost path. The forest has a root of its own that is not in the list.
  const last = new Map<number, number>();
  first.forEach((start, index) => last.set(start, index));
  last.set(0, nodes.length);
  return { nodes, first: [...first, 0], keyRoots: [...last.values()].sort((a, b) => a - b) };
}

/** Two costs that differ by less are the same. */
const ROUNDING = 1e-9;

/**
 * The cheapest way to turn one ordered forest into another by removing, adding and renaming nodes: the pairs of
 * nodes that stand for each other, which keep order and ancestry (Zhang and Shasha, "Simple fast algorithms for
 * the editing distance between trees and related problems", SIAM J. Comput. 18(6), 1989). Time: product of the
 * sizes times that of the depths; memory: twice the product of the sizes.
 */
export function alignForests<Node extends EditNode<Node>>(
  forestA: readonly Node[],
  forestB: readonly Node[],
  costs: EditCosts<Node>,
): [Node, Node][] {
  const a = number(forestA);
  const b = number(forestB);
  const [sizeA, sizeB] = [a.nodes.length, b.nodes.length];
  const aloneA = [...a.nodes.map((node) => costs.alone(node)), 0];
  const aloneB = [...b.nodes.map((node) => costs.alone(node)), 0];
  const width = sizeB + 2;
  const trees = new Float64Array((sizeA + 1) * (sizeB + 1));
  const table = new Float64Array((sizeA + 2) * width);
  const pairing = (i: number, j: number) => {
    const [nodeA, nodeB] = [a.nodes[i], b.nodes[j]];
    // Only the root that both forests were given has no node.
    if (!nodeA || !nodeB) return nodeA || nodeB ? Infinity : 0;
    return costs.pair(nodeA, nodeB);
  };

  /** Fills `table` for the trees at i and j: [x - l + 1][y - m + 1] is the cost of the forests l…x and m…y. */
  const fill = (i: number, j: number) => {
    const [l, m] = [a.first[i]!, b.first[j]!];
    table[0] = 0;
    for (let x = l; x <= i; x++) table[(x - l + 1) * width] = table[(x - l) * width]! + aloneA[x]!;
    for (let y = m; y <= j; y++) table[y - m + 1] = table[y - m]! + aloneB[y]!;
    for (let x = l; x <= i; x++) {
      const row = (x - l + 1) * width;
      for (let y = m; y <= j; y++) {
        const column = y - m + 1;
        const whole = a.first[x] === l && b.first[y] === m;
        const matched = whole
          ? table[row - width + column - 1]! + pairing(x, y)
          : table[(a.first[x]! - l) * width + b.first[y]! - m]! + trees[x * (sizeB + 1) + y]!;
        const cost = Math.min(
          table[row - width + column]! + aloneA[x]!,
          table[row + column - 1]! + aloneB[y]!,
          matched,
        );
        table[row + column] = cost;
        if (whole) trees[x * (sizeB + 1) + y] = cost;
      }
    }
  };
  for (const i of a.keyRoots) for (const j of b.keyRoots) fill(i, j);

  const pairs: [Node, Node][] = [];
  const pending: [number, number][] = [[sizeA, sizeB]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [i, j] = next;
    fill(i, j);
    const [l, m] = [a.first[i]!, b.first[j]!];
    for (let x = i, y = j; x >= l && y >= m;) {
      const here = table[(x - l + 1) * width + y - m + 1]!;
      if (Math.abs(here - table[(x - l) * width + y - m + 1]! - aloneA[x]!) < ROUNDING) x--;
      else if (Math.abs(here - table[(x - l + 1) * width + y - m]! - aloneB[y]!) < ROUNDING) y--;
      else if (a.first[x] === l && b.first[y] === m) {
        const [nodeA, nodeB] = [a.nodes[x], b.nodes[y]];
        if (nodeA && nodeB) pairs.push([nodeA, nodeB]);
        x--;
        y--;
      } else {
        pending.push([x, y]);
        [x, y] = [a.first[x]! - 1, b.first[y]! - 1];
      }
    }
  }
  return pairs;
}
