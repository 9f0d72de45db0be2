import type { Annotation, LineId, Place, SymbolId } from '@/lib/domain/annotation/schema';
import { liftSymbol, setPlace, subtreeOf } from '@/lib/domain/ordering';
import { readingOf } from '../kernels/reading';
import { readPath } from '../kernels/reading-path';
import { alongRow, guessPlace } from './guess-place';

/** Where the path begins: at the place of whichever of its symbols was read first until now. */
function beginning(annotation: Annotation, touched: ReadonlySet<SymbolId>): Place | null {
  const first = readingOf(annotation).entries.find(({ symbol }) => touched.has(symbol));
  return (first && annotation.symbols[first.symbol]?.place) ?? null;
}

/** The only line of a formula that has none yet. */
function withLine(annotation: Annotation, line: LineId): Annotation {
  if (Object.keys(annotation.lines).length > 0) return annotation;
  return { ...annotation, lines: { [line]: { id: line, index: 0 } } };
}

/**
 * Puts symbols in the order in which a path was drawn through them, as `readPath` understands it, and pins
 * their places. Of two symbols the second so hangs on the first. What the path did not touch keeps its order:
 * scripts stay on their bases, and the row goes on behind the path as it went on behind its symbols before.
 * @param newLine id of the line that is made when there is none.
 */
export function followPath(annotation: Annotation, path: readonly SymbolId[], newLine: LineId): Annotation {
  const [head, ...steps] = readPath(annotation, path);
  if (!head || steps.length === 0) return annotation;
  const touched = new Set([head.symbol, ...steps.map(({ symbol }) => symbol)]);
  const lined = withLine(annotation, newLine);
  const start = beginning(lined, touched);
  let next = lined;
  for (const id of touched) next = liftSymbol(next, id);
  const hanging = new Set([...touched].flatMap((id) => subtreeOf(next, id)));
  const place = start ?? guessPlace(next, head.symbol, hanging);
  if (!place) return annotation;
  next = setPlace(next, head.symbol, place);
  for (const { symbol, parent, relation } of steps) {
    if (parent === null || relation === null) continue;
    const wanted: Place = { line: place.line, parent, relation };
    // A script joins those that hang there already where it stands among them; a row goes on where it was drawn.
    next = setPlace(next, symbol, relation === 'Right' ? wanted : alongRow(next, wanted, symbol));
  }
  return pinPlaces(next, touched);
}

function pinPlaces(annotation: Annotation, ids: ReadonlySet<SymbolId>): Annotation {
  const symbols = { ...annotation.symbols };
  for (const id of ids) {
    const symbol = symbols[id];
    if (symbol?.place) symbols[id] = { ...symbol, pins: { ...symbol.pins, place: true } };
  }
  return { ...annotation, symbols };
}
