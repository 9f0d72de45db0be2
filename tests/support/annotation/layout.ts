import fc from 'fast-check';
import {
  emptyAnnotation,
  NO_PINS,
  type Annotation,
  type Relation,
  type SymbolId,
} from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import { lineId, symbolId } from './build';

/** A formula as it is written: a row of symbols with scripts, fractions and roots. */
type Piece =
  | { kind: 'letter'; sub: Row | null; sup: Row | null }
  | { kind: 'operator' }
  | { kind: 'fraction'; above: Row; below: Row }
  | { kind: 'root'; inside: Row };
type Row = readonly Piece[];

const operator: fc.Arbitrary<Piece> = fc.record({ kind: fc.constant('operator' as const) });
const letter = (script: fc.Arbitrary<Row | null>): fc.Arbitrary<Piece> =>
  fc.record({ kind: fc.constant('letter' as const), sub: script, sup: script });
const rowOf = (piece: fc.Arbitrary<Piece>, maxLength: number): fc.Arbitrary<Row> =>
  fc.array(piece, { minLength: 1, maxLength });

const plain = fc.oneof(letter(fc.constant(null)), operator);
const scripted = fc.oneof(letter(fc.option(rowOf(plain, 3), { freq: 2 })), operator);
const piece = fc.oneof(
  { weight: 3, arbitrary: scripted },
  fc.record({ kind: fc.constant('fraction' as const), above: rowOf(scripted, 3), below: rowOf(scripted, 3) }),
  fc.record({ kind: fc.constant('root' as const), inside: rowOf(scripted, 3) }),
);

interface Slot {
  readonly parent: SymbolId | null;
  readonly relation: Relation | null;
}

const SMALLER = 0.6;

/** Writes symbols of a row from left to right and remembers where each belongs. */
class Typesetter {
  readonly annotation: Annotation = emptyAnnotation();
  /** In the order in which they are read. */
  readonly order: SymbolId[] = [];

  #put(name: string, box: Box, { parent, relation }: Slot): SymbolId {
    const line = lineId('line-1');
    const id = symbolId(`s${this.order.length}`);
    this.annotation.lines[line] = { id: line, index: 0 };
    this.annotation.symbols[id] = { id, class: name, box, place: { line, parent, relation }, pins: NO_PINS };
    this.order.push(id);
    return id;
  }

  /** @param size height of a digit. @param axis where the middle of the row is. @returns how far right it reaches. */
  row(row: Row, x: number, axis: number, size: number, slot: Slot): number {
    let [at, here] = [x, slot];
    for (const piece of row) {
      const [id, end] = this.#piece(piece, at, axis, size, here);
      here = { parent: id, relation: 'Right' };
      at = end + size * 0.4;
    }
    return at - size * 0.4;
  }

  #piece(piece: Piece, x: number, axis: number, size: number, slot: Slot): [SymbolId, number] {
    const small = size * SMALLER;
    switch (piece.kind) {
      case 'letter': {
        const width = size * 0.6;
        const id = this.#put('2', { x, y: axis - size / 2, width, height: size }, slot);
        const behind = x + width + size * 0.1;
        const sub =
          piece.sub && this.row(piece.sub, behind, axis + size * 0.6, small, { parent: id, relation: 'Sub' });
        const sup =
          piece.sup && this.row(piece.sup, behind, axis - size * 0.6, small, { parent: id, relation: 'Sup' });
        return [id, Math.max(x + width, sub ?? 0, sup ?? 0)];
      }
      case 'operator': {
        const side = size * 0.5;
        return [this.#put('+', { x, y: axis - side / 2, width: side, height: side }, slot), x + side];
      }
      case 'fraction': {
        const height = Math.max(1, size * 0.06);
        // The bar is as wide as what it divides: that is known once it is written.
        const id = this.#put('-', { x, y: axis - height / 2, width: size, height }, slot);
        const inset = x + size * 0.2;
        const above = this.row(piece.above, inset, axis - size * 1.6, size * 0.8, {
          parent: id,
          relation: 'Above',
        });
        const below = this.row(piece.below, inset, axis + size * 1.6, size * 0.8, {
          parent: id,
          relation: 'Below',
        });
        const end = Math.max(above, below) + size * 0.2;
        this.#widen(id, end);
        return [id, end];
      }
      case 'root': {
        const id = this.#put('\\sqrt', { x, y: axis - size, width: size, height: size * 2 }, slot);
        const end =
          this.row(piece.inside, x + size * 0.6, axis, size * 0.8, { parent: id, relation: 'Inside' }) +
          size * 0.2;
        this.#widen(id, end);
        return [id, end];
      }
    }
  }

  #widen(id: SymbolId, end: number) {
    const symbol = this.annotation.symbols[id];
    if (symbol) symbol.box = { ...symbol.box, width: end - symbol.box.x };
  }
}

export interface Written {
  /** Its tree is the truth. */
  readonly annotation: Annotation;
  readonly order: readonly SymbolId[];
}

/** Formulas as they are written, with the tree that they were written from. */
export const writtenFormula: fc.Arbitrary<Written> = rowOf(piece, 6).map((row) => {
  const typesetter = new Typesetter();
  typesetter.row(row, 20, 200, 40, { parent: null, relation: null });
  return typesetter;
});
