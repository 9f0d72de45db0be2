import { getDb } from '@/lib/db/client';
import { readScoredItems } from '@/lib/db/evaluations/items';
import type { ScoredFormula, Timings } from '@/lib/domain/metrics';

/** Items that are read in one query. */
const PAGE = 500;

export interface ScoredItem {
  formulaId: string;
  /** Canonical key of its category cell. */
  cell: string;
  scored: ScoredFormula;
  timingsMs: Timings;
  rssBytes: number;
}

/** Every scored formula of an evaluation, by id. */
export async function readScored(evaluationId: string): Promise<ScoredItem[]> {
  const items: ScoredItem[] = [];
  for (let after: string | null = null; ;) {
    const page = await readScoredItems(getDb(), { evaluationId, after, limit: PAGE });
    for (const { formulaId, cellKey, scored, timingsMs, rssBytes } of page) {
      items.push({
        formulaId,
        cell: cellKey,
        // Written by this program only.
        scored: scored as ScoredFormula,
        timingsMs: timingsMs as Timings,
        rssBytes: rssBytes ?? 0,
      });
    }
    after = page.at(-1)?.formulaId ?? null;
    if (page.length < PAGE || after === null) return items;
  }
}

/** Largest resident memory of the models' process, in bytes. */
export const peakRss = (items: readonly ScoredItem[]): number =>
  items.reduce((most, { rssBytes }) => Math.max(most, rssBytes), 0);
