import { describe, expect, it } from 'vitest';
import { jointBetween, pointOn } from '@/components/editor/canvas/order/joint';
import { orderLayout } from '@/components/editor/canvas/order/layout';
import { NUMBER_HEIGHT, numberWidth } from '@/components/editor/canvas/order/marks';
import { NO_PINS, emptyAnnotation, type Annotation, type SymbolId } from '@/lib/domain/annotation/schema';
import type { LineId, Relation } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';

const line = 'line' as LineId;

/** A bar with one symbol that hangs on it. */
function barWith(relation: Relation, box: Box): Annotation {
  const [bar, hanging] = ['bar', 'hanging'] as SymbolId[] as [SymbolId, SymbolId];
  const symbol = { class: 'a', pins: NO_PINS };
  return {
    ...emptyAnnotation(),
    lines: { [line]: { id: line, index: 0 } },
    symbols: {
      [bar]: {
        ...symbol,
        id: bar,
        box: { x: 40, y: 60, width: 120, height: 6 },
        place: { line, parent: null, relation: null },
      },
      [hanging]: { ...symbol, id: hanging, box, place: { line, parent: bar, relation } },
    },
  };
}

describe('the numbers of the ordering', () => {
  const below = barWith('Below', { x: 46, y: 84, width: 16, height: 30 });
  const above = barWith('Above', { x: 46, y: 10, width: 16, height: 30 });

  it.each([
    ['below', below, 1],
    ['above', above, 1],
    ['below, seen from near', below, 2],
  ])('leave the mark of a relation readable: %s', (_name, annotation, scale) => {
    const placed = orderLayout(annotation, scale).placed.find(({ parent }) => parent !== null)!;
    const onScreen = ({ x, y, width, height }: Box) => ({
      x: x * scale,
      y: y * scale,
      width: width * scale,
      height: height * scale,
    });
    const [parent, box] = [onScreen(placed.parent!), onScreen(placed.box)];
    const mark = pointOn(jointBetween(parent, box, placed.relation!), 0.5);
    const plate = { x: box.x + placed.numberAt.x, y: box.y + placed.numberAt.y };
    const apart = Math.hypot(
      Math.max(plate.x - mark.x, 0, mark.x - plate.x - numberWidth(placed.number)),
      Math.max(plate.y - mark.y, 0, mark.y - plate.y - NUMBER_HEIGHT),
    );
    expect(apart).toBeGreaterThanOrEqual(6.5);
  });
});
