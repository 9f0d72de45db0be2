import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import { tidyBox } from '../kernels/boxes';
import { tightBox, type Ink } from '../kernels/ink';
import { setBoxes } from './boxes';

/** A box drawn tight around the ink that it means; the same box where there is none. */
export function snapped(ink: Ink | null, box: Box): Box {
  const tight = ink && tightBox(ink, box);
  return tight ? tidyBox(tight) : box;
}

/** Draws the boxes of symbols tight around their ink. One that holds no ink stays as it is. */
export function tightenBoxes(annotation: Annotation, ids: readonly SymbolId[], ink: Ink): Annotation {
  const boxes = ids.flatMap((id) => {
    const symbol = annotation.symbols[id];
    return symbol ? [[id, snapped(ink, symbol.box)] as const] : [];
  });
  return setBoxes(annotation, new Map(boxes));
}
