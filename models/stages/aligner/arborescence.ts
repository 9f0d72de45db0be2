/**
 * Maximum spanning arborescence by Chu and Liu (1965) and Edmonds (1967), with contraction of cycles;
 * O(n³) at worst. One root is had by making edges from the root so dear that a second one never pays
 * (Stanojević and Cohen, 2021, show the exact form of this reweighting).
 */

/** Stands for "no edge": finite, so that a tree always exists, and worse than any sum of real scores. */
export const FORBIDDEN = -1e9;
const ROOT_PRICE = 1e6;
const LOWEST_SCORE = -1e4;

/** heads[i] for nodes 1..n of the best arborescence rooted in node 0; `score(i, j)` is that of edge j → i. */
function edmonds(weights: Float64Array, size: number): Int32Array {
  const heads = new Int32Array(size).fill(0);
  for (let node = 1; node < size; node++) {
    let best = -Infinity;
    for (let head = 0; head < size; head++) {
      const weight = weights[node * size + head]!;
      if (head !== node && weight > best) {
        best = weight;
        heads[node] = head;
      }
    }
  }
  const cycle = findCycle(heads, size);
  if (!cycle) return heads;
  return expand(weights, size, heads, cycle);
}

/** Nodes of one cycle among the heads, or null. */
function findCycle(heads: Int32Array, size: number): number[] | null {
  const seen = new Int32Array(size);
  for (let start = 1; start < size; start++) {
    let node = start;
    while (node !== 0 && seen[node] === 0) {
      seen[node] = start;
      node = heads[node]!;
    }
    if (node === 0 || seen[node] !== start) continue;
    const cycle = [node];
    for (let next = heads[node]!; next !== node; next = heads[next]!) cycle.push(next);
    return cycle;
  }
  return null;
}

/** Solves the graph with the cycle contracted to one node, then opens the cycle where the tree enters it. */
function expand(weights: Float64Array, size: number, heads: Int32Array, cycle: number[]): Int32Array {
  const inCycle = new Set(cycle);
  const outside: number[] = [];
  for (let node = 0; node < size; node++) if (!inCycle.has(node)) outside.push(node);
  const small = outside.length + 1;
  const hub = small - 1;
  const contracted = new Float64Array(small * small).fill(-Infinity);
  /** For each outside head: the cycle's node that it would enter; for each outside node: its head in the cycle. */
  const entry = new Int32Array(small);
  const exit = new Int32Array(small);
  for (let a = 0; a < hub; a++) {
    const node = outside[a]!;
    for (let b = 0; b < hub; b++) contracted[a * small + b] = weights[node * size + outside[b]!]!;
    for (const member of cycle) {
      const leaving = weights[node * size + member]!;
      if (leaving > contracted[a * small + hub]!) {
        contracted[a * small + hub] = leaving;
        exit[a] = member;
      }
      const entering = weights[member * size + node]! - weights[member * size + heads[member]!]!;
      if (entering > contracted[hub * small + a]!) {
        contracted[hub * small + a] = entering;
        entry[a] = member;
      }
    }
  }
  const solved = edmonds(contracted, small);
  const result = new Int32Array(size);
  for (const member of cycle) result[member] = heads[member]!;
  for (let a = 1; a < hub; a++) {
    const head = solved[a]!;
    result[outside[a]!] = head === hub ? exit[a]! : outside[head]!;
  }
  const from = solved[hub]!;
  result[entry[from]!] = outside[from]!;
  return result;
}

/**
 * Parents (-1 = root) that maximise the sum of scores over trees in which every symbol hangs, directly or
 * not, on a root, with as few roots as the forbidden edges allow.
 *
 * @param scores [n, n + 1], row = child, column 0 = root, column j + 1 = parent j; FORBIDDEN = no such edge.
 */
export function maximumArborescence(scores: Float64Array, n: number): Int32Array {
  const size = n + 1;
  const weights = new Float64Array(size * size).fill(-Infinity);
  for (let child = 0; child < n; child++) {
    for (let column = 0; column <= n; column++) {
      if (column === child + 1) continue;
      const score = scores[child * size + column]!;
      const bounded = score <= FORBIDDEN ? FORBIDDEN : Math.max(score, LOWEST_SCORE);
      weights[(child + 1) * size + column] = column === 0 ? bounded - ROOT_PRICE : bounded;
    }
  }
  const heads = edmonds(weights, size);
  return Int32Array.from({ length: n }, (_, child) => heads[child + 1]! - 1);
}
