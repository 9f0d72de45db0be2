import {
  emptyAnnotation,
  NO_PINS,
  type Annotation,
  type LineId,
  type Relation,
  type SymbolId,
} from '@/lib/domain/annotation/schema';

/** A tree as a test writes it: `['x', { Sup: ['2'], Right: ['+'] }]`. */
export type Sketch = [name: string, children?: Partial<Record<Relation, Sketch>>];

export const symbolId = (text: string) => text as SymbolId;
export const lineId = (text: string) => text as LineId;

/**
 * An annotation with one line for each sketch. Symbols are named `<class><number>` in the order in which they
 * are written (`x0`, `21`, `+2`), boxes are 10 × 10, 20 apart, in the same order.
 */
export function annotationOf(...lines: Sketch[]): Annotation {
  const annotation = emptyAnnotation();
  let count = 0;
  const add = (
    [name, children = {}]: Sketch,
    line: LineId,
    parent: SymbolId | null,
    relation: Relation | null,
  ) => {
    const id = symbolId(`${name}${count}`);
    const box = { x: 20 * count + 5, y: 10, width: 10, height: 10 };
    annotation.symbols[id] = { id, box, class: name, place: { line, parent, relation }, pins: NO_PINS };
    count += 1;
    for (const [key, child] of Object.entries(children)) add(child, line, id, key as Relation);
  };
  for (const [index, sketch] of lines.entries()) {
    const id = lineId(`line${index}`);
    annotation.lines[id] = { id, index };
    add(sketch, id, null, null);
  }
  return annotation;
}

/** `a → b → c` to the right. */
export function rowOf(...names: string[]): Sketch {
  const [name = 'x', ...rest] = names;
  return rest.length === 0 ? [name] : [name, { Right: rowOf(...rest) }];
}

/** Freezes a value through and through: whoever changes it in place throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
