import fc from 'fast-check';
import { RELATIONS, type Annotation, type FormulaSymbol, type Place } from '@/lib/domain/annotation/schema';
import { CLASSES, lid, sid } from './formulas';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const LINES = ['l1', 'l2'];
const flag = fc.boolean();

/** Small well-formed annotations over few ids, so that two of them touch the same records often. */
export const annotations: fc.Arbitrary<Annotation> = fc
  .record({
    symbols: fc.dictionary(
      fc.constantFrom(...IDS),
      fc.record({
        x: fc.integer({ min: 0, max: 3 }),
        class: fc.constantFrom(...CLASSES.slice(0, 3)),
        parent: fc.option(fc.constantFrom(...IDS)),
        relation: fc.constantFrom(...RELATIONS),
        line: fc.constantFrom(...LINES),
        placed: flag,
        pins: fc.record({ box: flag, class: flag, place: flag }),
      }),
      { maxKeys: 5, noNullPrototype: true },
    ),
    second: flag,
    latex: fc.constantFrom('', 'x', 'y'),
    pinned: flag,
    accepted: fc.record({ detector: flag, recognizer: flag, aligner: flag, converter: flag }),
    buried: fc.subarray(IDS),
  })
  .map(({ symbols, second, latex, pinned, accepted, buried }): Annotation => {
    const lines = second ? LINES : LINES.slice(0, 1);
    const made = Object.entries(symbols).map(([id, spec]): [string, FormulaSymbol] => {
      const known = spec.parent !== null && spec.parent !== id && Object.hasOwn(symbols, spec.parent);
      const place: Place = {
        line: lid(lines.includes(spec.line) ? spec.line : 'l1'),
        parent: known ? sid(spec.parent ?? '') : null,
        relation: known ? spec.relation : null,
      };
      const box = { x: spec.x, y: 0, width: 10, height: 10 };
      return [
        id,
        { id: sid(id), box, class: spec.class, place: spec.placed ? place : null, pins: spec.pins },
      ];
    });
    const graves = buried
      .filter((id) => !Object.hasOwn(symbols, id))
      .map((id) => [id, { id: sid(id), box: { x: 0, y: 0, width: 1, height: 1 }, class: 'x' }]);
    return {
      symbols: Object.fromEntries(made) as Annotation['symbols'],
      lines: Object.fromEntries(
        lines.map((id, index) => [id, { id: lid(id), index }]),
      ) as Annotation['lines'],
      tombstones: Object.fromEntries(graves) as Annotation['tombstones'],
      label: { latex, pinned },
      accepted,
    };
  });
