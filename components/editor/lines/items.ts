import type { Annotation, LineId, SymbolId } from '@/lib/domain/annotation/schema';
import type { OrderingEntry } from '@/lib/domain/ordering';
import { readingOf } from '@/lib/editor/kernels/reading';

export interface SymbolItem {
  readonly kind: 'symbol';
  readonly key: SymbolId;
  /** null for a symbol that no line reaches. */
  readonly entry: OrderingEntry | null;
  readonly number: number | null;
  readonly line: LineId | null;
  /** Among the rows of its line. */
  readonly row: number;
}

export interface LineItem {
  readonly kind: 'line';
  readonly key: string;
  readonly line: LineId;
  /** From the top, and how many there are. */
  readonly index: number;
  readonly of: number;
  readonly empty: boolean;
}

export interface UnplacedItem {
  readonly kind: 'unplaced';
  readonly key: string;
}

/** One row of the list: the head of a line, a symbol, or the head of those without a place. */
export type Item = SymbolItem | LineItem | UnplacedItem;

/** Heights in CSS pixels; every row of a kind is as high as the others, so that none has to be measured. */
export const ROW_HEIGHT = 26;
export const HEAD_HEIGHT = 30;

export const heightOf = (item: Item | undefined): number =>
  item?.kind === 'symbol' ? ROW_HEIGHT : HEAD_HEIGHT;

/** All rows of the list from top to bottom. */
export function listItems(annotation: Annotation): Item[] {
  const { lines, numbers, unread } = readingOf(annotation);
  const items = lines.flatMap(({ line, entries }, index): Item[] => [
    { kind: 'line', key: `line ${line}`, line, index, of: lines.length, empty: entries.length === 0 },
    ...entries.map((entry, row): SymbolItem => {
      const number = numbers.get(entry.symbol) ?? null;
      return { kind: 'symbol', key: entry.symbol, entry, number, line, row };
    }),
  ]);
  if (unread.length === 0) return items;
  return [
    ...items,
    { kind: 'unplaced', key: 'unplaced' },
    ...unread.map((key, row): SymbolItem => ({
      kind: 'symbol',
      key,
      entry: null,
      number: null,
      line: null,
      row,
    })),
  ];
}

/** The row of a symbol that is nearest to where one was: the one that took its place, or else the last before it. */
export function symbolRowNear(items: readonly Item[], at: number): number {
  const isSymbol = ({ kind }: Item) => kind === 'symbol';
  const after = items.findIndex((item, row) => row >= at && isSymbol(item));
  return after >= 0 ? after : items.findLastIndex(isSymbol);
}

/** The symbols from one row to another, both included, the last one at the end; only the last if the first is gone. */
export function symbolsBetween(items: readonly Item[], from: SymbolId | undefined, to: SymbolId): SymbolId[] {
  const ids = items.flatMap((item) => (item.kind === 'symbol' ? [item.key] : []));
  const [start, end] = [from ? ids.indexOf(from) : -1, ids.indexOf(to)];
  if (start < 0 || end < 0) return [to];
  return start <= end ? ids.slice(start, end + 1) : ids.slice(end, start + 1).reverse();
}
