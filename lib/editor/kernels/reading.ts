import type { Annotation, LineId, SymbolId } from '@/lib/domain/annotation/schema';
import { orderedLines, type OrderingEntry } from '@/lib/domain/ordering';

/** An annotation as it is read: what canvas, list and tools all number symbols by. */
export interface Reading {
  readonly lines: readonly { readonly line: LineId; readonly entries: readonly OrderingEntry[] }[];
  readonly entries: readonly OrderingEntry[];
  /** Number of each symbol in reading order, from 1 on over all lines. */
  readonly numbers: ReadonlyMap<SymbolId, number>;
  /** Symbols that no line reaches: without a place, or on a circle; left to right. */
  readonly unread: readonly SymbolId[];
}

const known = new WeakMap<Annotation, Reading>();

/** The reading of an annotation; computed once for each annotation, however many look at it. */
export function readingOf(annotation: Annotation): Reading {
  const before = known.get(annotation);
  if (before) return before;
  const lines = orderedLines(annotation);
  const entries = lines.flatMap((line) => line.entries);
  const numbers = new Map(entries.map(({ symbol }, index) => [symbol, index + 1]));
  const unread = Object.values(annotation.symbols)
    .filter(({ id }) => !numbers.has(id))
    .sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  const reading = { lines, entries, numbers, unread };
  known.set(annotation, reading);
  return reading;
}

/** The symbol that carries a number on the screen; undefined for a number that is not there. */
export function numbered(annotation: Annotation, number: number): SymbolId | undefined {
  return readingOf(annotation).entries[number - 1]?.symbol;
}
