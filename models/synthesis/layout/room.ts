import { boundsOf, moved, type Bounds } from '../outline';
import type { Placed } from './box';
import type { LayoutContext } from './context';
import { scaleOf, type MathStyle } from './style';

/**
 * How much farther to the right the next box must go for its ink not to touch the ink before it.
 * TeX adds italic corrections for this; measuring the ink serves fonts that have none.
 */
export function missingRoom(
  before: readonly Placed[],
  next: readonly Placed[],
  style: MathStyle,
  { face }: LayoutContext,
): number {
  const least = (face.isHandwritten ? 0.07 : 0.035) * scaleOf(style);
  let missing = 0;
  for (const left of before.map(inkOf)) {
    for (const right of next.map(inkOf)) {
      const beside = left.top < right.bottom && right.top < left.bottom;
      if (beside) missing = Math.max(missing, least - (right.left - left.right));
    }
  }
  return missing;
}

function inkOf({ symbol, x, y }: Placed): Bounds {
  return boundsOf(moved(symbol.outline, x, y));
}
