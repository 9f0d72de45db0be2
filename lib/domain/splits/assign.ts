import { z } from 'zod';
import { nearDuplicatePairs } from './near-duplicates';

export const SPLITS = ['train', 'val', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Shares of the three splits; they need not add up to one. */
export const SplitRatiosSchema = z
  .object({ train: z.number().min(0), val: z.number().min(0), test: z.number().min(0) })
  .strict()
  .refine(({ train, val, test }) => train + val + test > 0, { message: 'at least one split needs a share' });
export type SplitRatios = z.infer<typeof SplitRatiosSchema>;

export const DEFAULT_RATIOS: SplitRatios = { train: 0.8, val: 0.1, test: 0.1 };

/** What decides where a formula may go. */
export interface SplitItem {
  id: string;
  writer: string | null;
  /** Page or PDF; not a whole corpus. */
  document: string | null;
  /** lib/import/image/fingerprint; null when unknown. */
  fingerprint: string | null;
  /** A split that somebody asked for at import; null leaves it to the ratios. */
  fixed: Split | null;
}

export type Assignment =
  | { split: Split; reason: null }
  /** Linked to two splits at once (or, by policy, the same formula as one in another split): not exported. */
  | { split: 'held'; reason: 'linked_to_two_splits' | 'same_latex' };

/** Positions that must stay together, by union-find (Tarjan 1975) with path halving. */
function groupsOf(items: readonly SplitItem[]): number[][] {
  const leader = items.map((_, index) => index);
  const find = (start: number) => {
    let index = start;
    while (leader[index] !== index) index = leader[index] = leader[leader[index] ?? index] ?? index;
    return index;
  };
  const join = (a: number, b: number) => {
    const [x, y] = [find(a), find(b)];
    leader[Math.max(x, y)] = Math.min(x, y);
  };
  for (const property of ['writer', 'document'] as const) {
    const first = new Map<string, number>();
    for (const [index, item] of items.entries()) {
      const value = item[property];
      if (value === null || value === '') continue;
      const other = first.get(value);
      if (other === undefined) first.set(value, index);
      else join(other, index);
    }
  }
  for (const [a, b] of nearDuplicatePairs(items.map((item) => item.fingerprint))) join(a, b);
  const groups = new Map<number, number[]>();
  for (const index of items.keys()) {
    const members = groups.get(find(index));
    if (members) members.push(index);
    else groups.set(find(index), [index]);
  }
  return [...groups.values()];
}

/** 32-bit FNV-1a with a final mix: the order in which new groups choose, the same on every machine. */
function hash(text: string): number {
  let value = 0x811c_9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x0100_0193);
  value = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2_ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Gives every item a split. Items with the same writer, the same document or near-duplicate images never get
 * different ones; an item that has a split from before keeps it; a new item that is linked to two splits is
 * held. Whole groups go where most is missing, in an order drawn from the seed, so that the shares come out as
 * asked. The order of `items` does not matter.
 * @param earlier splits that items had in earlier snapshots; pass items that are no longer wanted, too, and
 *   they still say where their kin belongs.
 * @throws ZodError for shares that are negative or all zero.
 */
export function assignSplits(
  items: readonly SplitItem[],
  ratios: SplitRatios = DEFAULT_RATIOS,
  seed: string | number = 0,
  earlier: ReadonlyMap<string, Split> = new Map(),
): Map<string, Assignment> {
  const shares = SplitRatiosSchema.parse(ratios);
  const total = shares.train + shares.val + shares.test;
  const sorted = [...items].sort((a, b) => byCodePoint(a.id, b.id));
  const result = new Map<string, Assignment>();
  const counts: Record<Split, number> = { train: 0, val: 0, test: 0 };
  const put = (id: string, split: Split) => {
    result.set(id, { split, reason: null });
    counts[split] += 1;
  };
  const free: { ids: string[]; order: number }[] = [];
  for (const group of groupsOf(sorted)) {
    const members = group.flatMap((index) => sorted[index] ?? []);
    const anchors = new Set<Split>();
    for (const { id, fixed } of members) {
      const anchor = earlier.get(id) ?? fixed;
      if (anchor) anchors.add(anchor);
    }
    const [anchor] = anchors;
    const fresh = members.filter(({ id }) => !earlier.has(id)).map(({ id }) => id);
    for (const { id } of members) {
      const old = earlier.get(id);
      if (old) put(id, old);
    }
    if (anchors.size > 1)
      for (const id of fresh) result.set(id, { split: 'held', reason: 'linked_to_two_splits' });
    else if (anchor) for (const id of fresh) put(id, anchor);
    else free.push({ ids: fresh, order: hash(`${seed} ${fresh[0] ?? ''}`) });
  }
  // Large groups first: a small one always fits somewhere.
  free.sort(
    (a, b) => b.ids.length - a.ids.length || a.order - b.order || byCodePoint(a.ids[0] ?? '', b.ids[0] ?? ''),
  );
  const placed = counts.train + counts.val + counts.test;
  const size = placed + free.reduce((sum, { ids }) => sum + ids.length, 0);
  for (const { ids } of free) {
    const missing = (split: Split) => (shares[split] / total) * size - counts[split];
    const candidates = SPLITS.filter((split) => shares[split] > 0);
    const split = candidates.reduce((best, other) => (missing(other) > missing(best) ? other : best));
    for (const id of ids) put(id, split);
  }
  return result;
}

/** Training formulas whose canonical LaTeX is also in val or test: counted and shown. */
export function latexOverlap(
  assignment: ReadonlyMap<string, Assignment>,
  latexOf: (id: string) => string | null,
): string[] {
  const evaluated = new Set<string>();
  for (const [id, { split }] of assignment) {
    const latex = latexOf(id);
    if ((split === 'val' || split === 'test') && latex) evaluated.add(latex);
  }
  return [...assignment]
    .filter(([id, { split }]) => split === 'train' && evaluated.has(latexOf(id) ?? ''))
    .map(([id]) => id);
}

/** The strict policy: formulas that are in another split in somebody else's hand are held out of training. */
export function holdLatexOverlap(
  assignment: ReadonlyMap<string, Assignment>,
  latexOf: (id: string) => string | null,
): Map<string, Assignment> {
  const overlap = new Set(latexOverlap(assignment, latexOf));
  return new Map(
    [...assignment].map(([id, given]) => [
      id,
      overlap.has(id) ? { split: 'held', reason: 'same_latex' } : given,
    ]),
  );
}
