import { centre } from '@/lib/domain/geometry/box';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { DIRECTIONS, type Direction } from './new-box';

/** A step sideways counts so many times as far as one in the direction of the arrow. */
const SIDEWAYS = 2;

/**
 * The symbol that an arrow key leads to from `from`: the nearest whose middle lies in that direction; null
 * when there is none. `among` leaves symbols out.
 */
export function nearestTowards(
  annotation: Annotation,
  from: SymbolId,
  direction: Direction,
  among: (id: SymbolId) => boolean = () => true,
): SymbolId | null {
  const start = annotation.symbols[from];
  if (!start) return null;
  const [dx, dy] = DIRECTIONS[direction];
  const here = centre(start.box);
  let best: { id: SymbolId; cost: number } | null = null;
  for (const { id, box } of Object.values(annotation.symbols)) {
    if (id === from || !among(id)) continue;
    const there = centre(box);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const along = x * dx + y * dy;
    if (along <= 0) continue;
    const cost = along + SIDEWAYS * Math.abs(x * dy + y * dx);
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id ?? null;
}
