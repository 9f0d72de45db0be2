import {
  emptyAnnotation,
  LineIdSchema,
  NO_PINS,
  SymbolIdSchema,
  type Annotation,
  type FormulaSymbol,
  type LineId,
} from '@/lib/domain/annotation/schema';
import type { ComposedSymbol, Composition } from './compose';

/**
 * What the drawing knows of itself, which is everything. Unpinned, like the truth of an imported file:
 * what it is worth (gold, prediction) is for whoever imports it to say.
 */
export function truthOf(composition: Composition): Annotation {
  const symbols = composition.symbols.map(symbolOf);
  const lines = Array.from({ length: composition.lines }, (_, index) => ({ id: lineId(index), index }));
  return {
    ...emptyAnnotation(),
    symbols: Object.fromEntries(symbols.map((symbol) => [symbol.id, symbol])),
    lines: Object.fromEntries(lines.map((line) => [line.id, line])),
    label: { latex: composition.latex, pinned: false },
  };
}

function symbolOf(symbol: ComposedSymbol, index: number): FormulaSymbol {
  const parent = symbol.parent === null ? null : symbolId(symbol.parent);
  return {
    id: symbolId(index),
    box: symbol.box,
    class: symbol.class,
    place: { line: lineId(symbol.line), parent, relation: symbol.relation },
    pins: NO_PINS,
  };
}

function symbolId(index: number): FormulaSymbol['id'] {
  return SymbolIdSchema.parse(`s${index}`);
}

function lineId(index: number): LineId {
  return LineIdSchema.parse(`l${index}`);
}
