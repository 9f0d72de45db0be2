import { area, centre, type Box } from '@/lib/domain/geometry/box';
import { NO_PINS, type Annotation, type FormulaSymbol, type SymbolId } from '@/lib/domain/annotation/schema';
import { setPlace } from '@/lib/domain/ordering';
import { addSymbol, UNLABELLED } from './boxes';
import { guessPlace } from './guess-place';
import { bury, standIn } from './identity';

/** Scripts stand behind a symbol, so they hang on the last of its parts. */
const BEHIND = ['Sub', 'Sup'] as const;

/** One part of a symbol that is cut in two. */
export interface Part {
  readonly id: SymbolId;
  readonly box: Box;
}

const unlabelled = ({ id, box }: Part): FormulaSymbol => ({
  id,
  box,
  class: UNLABELLED,
  place: null,
  pins: { ...NO_PINS, box: true },
});

/** What hangs on `from` and stands nearer to `to` goes over to it; scripts go over whatever they are nearer to. */
function handOver(annotation: Annotation, from: SymbolId, to: SymbolId): Annotation {
  const [here, there] = [annotation.symbols[from], annotation.symbols[to]];
  if (!here || !there?.place) return annotation;
  const { line } = there.place;
  const distance = (a: FormulaSymbol, b: FormulaSymbol) => Math.abs(centre(a.box).x - centre(b.box).x);
  const moving = Object.values(annotation.symbols).filter(({ place, ...child }) => {
    if (place?.parent !== from || place.relation === 'Right' || child.id === to) return false;
    const script = BEHIND.some((relation) => relation === place.relation);
    return script || distance(child as FormulaSymbol, there) < distance(child as FormulaSymbol, here);
  });
  return moving.reduce(
    (next, { id, place }) => setPlace(next, id, { line, parent: to, relation: place?.relation ?? 'Right' }),
    annotation,
  );
}

/**
 * Cuts a symbol in two. Neither part is what the whole was taken for, so that both are new and wait for their class.
 * Side by side, the left one stands where the whole did and the right one follows it, with the scripts;
 * over each other, the larger one stands there and the other where its box suggests that it belongs.
 * @param parts left and right, or top and bottom
 */
export function splitSymbol(
  annotation: Annotation,
  id: SymbolId,
  parts: readonly [Part, Part],
  axis: 'x' | 'y',
  predicted: (id: SymbolId) => boolean,
): Annotation {
  const whole = annotation.symbols[id];
  if (!whole) return annotation;
  const larger = area(parts[0].box) >= area(parts[1].box) ? 0 : 1;
  const [main, other] = axis === 'x' || larger === 0 ? parts : [parts[1], parts[0]];
  const replaced = bury(standIn(annotation, id, unlabelled(main)), [whole], predicted);
  const place = replaced.symbols[main.id]?.place;
  const added = addSymbol(replaced, { id: other.id, box: other.box, class: UNLABELLED, place: null });
  if (!place) return added;
  const follows = { line: place.line, parent: main.id, relation: 'Right' as const };
  if (axis === 'y') return setPlace(added, other.id, guessPlace(added, other.id) ?? follows);
  return handOver(setPlace(added, other.id, follows), main.id, other.id);
}
