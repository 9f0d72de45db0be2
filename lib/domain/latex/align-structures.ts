import { GROUP, readStructure, type StructureNode } from './structure';
import { longestCommonSubsequence } from './subsequence';
import { alignForests, type EditCosts } from './tree-edit';

/** One side of an alignment: its nodes in reading order, and of every slot the sign that it belongs to. */
export interface Side {
  nodes: StructureNode[];
  owners: ReadonlyMap<StructureNode, StructureNode>;
}

export interface Alignment {
  a: Side;
  b: Side;
  /** From a node of `a` to the one of `b` that stands at its place, equal or not. */
  partners: ReadonlyMap<StructureNode, StructureNode>;
}

const isScript = ({ label }: StructureNode) => label === '_' || label === '^';

/**
 * A sign that is missing weighs more than the brace around it; a sign read for another little more than one that is
 * missing, so that the sign at the same place is meant and not an equal one somewhere else.
 */
const COSTS: EditCosts<StructureNode> = {
  alone: ({ kind, label }) => (kind === 'ink' ? 1 : label === GROUP ? 0.1 : 0.6),
  pair(a, b) {
    if (a.kind !== b.kind) return Infinity;
    if (a.label === b.label) return 0;
    if (a.kind === 'ink') return 1.1;
    const never = a.label === GROUP || b.label === GROUP || isScript(a) !== isScript(b);
    return never ? Infinity : 0.4;
  },
};

/** Products of sizes up to which trees are compared as trees: some tens of milliseconds. */
const MAX_TREES = 60_000;

function sideOf(forest: readonly StructureNode[]): Side {
  const nodes: StructureNode[] = [];
  const owners = new Map<StructureNode, StructureNode>();
  const visit = (row: readonly StructureNode[], parent: StructureNode | null) => {
    let base = parent?.kind === 'ink' ? parent : null;
    for (const node of row) {
      nodes.push(node);
      if (node.kind === 'slot' && base) owners.set(node, base);
      // The arguments of a command are all its own; the scripts of a row belong to the sign before them.
      else base = node.kind === 'ink' ? node : null;
      visit(node.children, node);
    }
  };
  visit(forest, null);
  return { nodes, owners };
}

const below = (row: readonly StructureNode[]): StructureNode[] => sideOf(row).nodes;

const signature = (node: StructureNode): string =>
  `${node.kind} ${node.label} (${node.children.map(signature).join()})`;

type Pairs = Map<StructureNode, StructureNode>;

function pairEqual(a: StructureNode, b: StructureNode, pairs: Pairs): void {
  pairs.set(a, b);
  a.children.forEach((child, index) => pairEqual(child, b.children[index]!, pairs));
}

/** Pairs two rows: equal ends at once, what is between them by the cheapest edit. */
function alignRows(rowA: readonly StructureNode[], rowB: readonly StructureNode[], pairs: Pairs): void {
  const [signsA, signsB] = [rowA.map(signature), rowB.map(signature)];
  let start = 0;
  let [endA, endB] = [rowA.length, rowB.length];
  while (start < endA && start < endB && signsA[start] === signsB[start]) {
    pairEqual(rowA[start]!, rowB[start++]!, pairs);
  }
  while (endA > start && endB > start && signsA[endA - 1] === signsB[endB - 1]) {
    pairEqual(rowA[--endA]!, rowB[--endB]!, pairs);
  }
  const [restA, restB] = [rowA.slice(start, endA), rowB.slice(start, endB)];
  const [allA, allB] = [below(restA), below(restB)];
  if (allA.length === 0 || allB.length === 0) return;
  if (allA.length * allB.length <= MAX_TREES) {
    for (const [a, b] of alignForests(restA, restB, COSTS)) pairs.set(a, b);
    return;
  }
  const [onlyA, onlyB] = [restA[0]!, restB[0]!];
  const single = restA.length === 1 && restB.length === 1;
  if (single && onlyA.kind === onlyB.kind && onlyA.label === onlyB.label) {
    pairs.set(onlyA, onlyB);
    return alignRows(onlyA.children, onlyB.children, pairs);
  }
  const names = (nodes: readonly StructureNode[]) => nodes.map(({ kind, label }) => `${kind} ${label}`);
  for (const [a, b] of longestCommonSubsequence(names(allA), names(allB))) pairs.set(allA[a]!, allB[b]!);
}

/**
 * Which node of one list of canonical tokens stands for which of another, by the cheapest edit of the trees that
 * they describe. Lists that differ in more than some hundred tokens are compared as sequences instead.
 */
export function alignStructures(tokensA: readonly string[], tokensB: readonly string[]): Alignment {
  const [forestA, forestB] = [readStructure(tokensA), readStructure(tokensB)];
  const partners: Pairs = new Map();
  alignRows(forestA, forestB, partners);
  return { a: sideOf(forestA), b: sideOf(forestB), partners };
}
