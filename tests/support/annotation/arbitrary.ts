import fc from 'fast-check';
import {
  emptyAnnotation,
  RELATIONS,
  type Annotation,
  type LineId,
  type Place,
  type Relation,
  type SymbolId,
} from '@/lib/domain/annotation/schema';
import { lineId, symbolId } from './build';

const CLASSES = [
  'x',
  'y',
  '2',
  '+',
  '-',
  '=',
  '(',
  ')',
  '\\sqrt',
  '\\sum',
  '\\int',
  '\\alpha',
  '\\lim',
  '\\prime',
  ',',
];
const SCRIPTS: Relation[] = ['Right', 'Sub', 'Sup', 'Above', 'Below'];

interface Draw {
  class: string;
  line: number;
  parent: number;
  relation: number;
  x: number;
  y: number;
  pinned: boolean;
}

const drawArbitrary: fc.Arbitrary<Draw> = fc.record({
  class: fc.constantFrom(...CLASSES),
  line: fc.nat(),
  parent: fc.nat(),
  relation: fc.nat(),
  x: fc.integer({ min: 0, max: 380 }),
  y: fc.integer({ min: 0, max: 180 }),
  pinned: fc.boolean(),
});

function build(
  lines: number,
  draws: readonly Draw[],
  placeOf: (index: number, draw: Draw, so: Annotation) => Place | null,
): Annotation {
  const annotation = emptyAnnotation();
  for (let index = 0; index < lines; index++) {
    const id = lineId(`l${index}`);
    annotation.lines[id] = { id, index };
  }
  for (const [index, draw] of draws.entries()) {
    const id = symbolId(`s${index}`);
    annotation.symbols[id] = {
      id,
      class: draw.class,
      box: { x: draw.x, y: draw.y, width: 10, height: 12 },
      place: placeOf(index, draw, annotation),
      pins: { box: draw.pinned, class: false, place: draw.pinned },
    };
  }
  return annotation;
}

/** Relations that make sense on a class: only a radical has an inside, only a radical's index is Above it. */
function relationsOf(name: string): Relation[] {
  return name === '\\sqrt' ? ['Right', 'Sup', 'Above', 'Inside'] : SCRIPTS;
}

/** Annotations whose ordering breaks no rule: every line has one root, every place one symbol. */
export const soundAnnotation: fc.Arbitrary<Annotation> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.array(drawArbitrary, { minLength: 3, maxLength: 14 }))
  .map(([lines, draws]) =>
    build(lines, draws, (index, draw, so) => {
      if (index < lines) return { line: lineId(`l${index}`), parent: null, relation: null };
      const line = lineId(`l${draw.line % lines}`);
      const free: Place[] = Object.values(so.symbols)
        .filter((symbol) => symbol.place?.line === line)
        .flatMap((symbol) =>
          relationsOf(symbol.class)
            .filter(
              (relation) =>
                !Object.values(so.symbols).some(
                  (other) => other.place?.parent === symbol.id && other.place.relation === relation,
                ),
            )
            .map((relation) => ({ line, parent: symbol.id, relation })),
        );
      return free[draw.parent % free.length] ?? null;
    }),
  );

/** Well-formed annotations whose ordering may break every rule: cycles, orphans, several roots, taken places. */
export const messyAnnotation: fc.Arbitrary<Annotation> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.array(drawArbitrary, { minLength: 2, maxLength: 10 }))
  .map(([lines, draws]) =>
    build(lines, draws, (index, draw) => {
      const line = lineId(`l${draw.line % lines}`);
      const choice = draw.parent % (draws.length + 2);
      if (choice === draws.length) return null;
      if (choice > draws.length || choice === index) return { line, parent: null, relation: null };
      const relation = RELATIONS[draw.relation % RELATIONS.length] ?? 'Right';
      return { line, parent: symbolId(`s${choice}`), relation };
    }),
  );

export const symbolsOf = (annotation: Annotation) => Object.keys(annotation.symbols) as SymbolId[];
export const linesOf = (annotation: Annotation) => Object.keys(annotation.lines) as LineId[];
