import type { Annotation, LineId, SymbolId } from '@/lib/domain/annotation/schema';
import { linesInOrder, moveLine, removeLine, rootsOf } from '@/lib/domain/ordering';

function pinned(annotation: Annotation, ids: readonly SymbolId[]): Annotation {
  const symbols = { ...annotation.symbols };
  for (const id of ids) {
    const symbol = symbols[id];
    if (symbol) symbols[id] = { ...symbol, pins: { ...symbol.pins, place: true } };
  }
  return { ...annotation, symbols };
}

/** Moves a line one up or down, and pins where its first symbols stand: what a person put in order stays so. */
export function shiftLine(annotation: Annotation, line: LineId, step: 1 | -1): Annotation {
  const moved = moveLine(annotation, line, step);
  return moved === annotation
    ? annotation
    : pinned(
        moved,
        rootsOf(moved, line).map(({ id }) => id),
      );
}

/** Joins a line with the one above: it goes on behind the end of that one. The first line stays as it is. */
export function joinWithPrevious(annotation: Annotation, line: LineId): Annotation {
  if (linesInOrder(annotation).findIndex(({ id }) => id === line) < 1) return annotation;
  const roots = rootsOf(annotation, line).map(({ id }) => id);
  return pinned(removeLine(annotation, line), roots);
}
