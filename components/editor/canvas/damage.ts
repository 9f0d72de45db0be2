import type { FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import { union, type Box } from '@/lib/domain/geometry/box';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { signOf } from './glyphs';
import type { Overlay, Scene } from './scene';

/** How far the marks and the label of a box reach beyond it, in screen pixels; widths of labels are never more. */
const REACH = { left: 12, top: 22, bottom: 6, right: 12 };
const WIDEST_LETTER = 13;

/** Everything that may be drawn of a box with this sign, in screen pixels. */
export function reachOf({ x, y, width, height }: Box, sign: string): Box {
  const across = Math.max(width, sign.length * WIDEST_LETTER) + REACH.right;
  return {
    x: x - REACH.left,
    y: y - REACH.top,
    width: across + REACH.left,
    height: height + REACH.top + REACH.bottom,
  };
}

/** More boxes than this are not worth looking at one by one. */
const FEW = 40;

/** Whether a symbol is drawn in another way; where it hangs in the ordering is not drawn with the boxes. */
function looksOther(before: FormulaSymbol | undefined, now: FormulaSymbol | undefined): boolean {
  if (before === now) return false;
  return before?.box !== now?.box || before?.class !== now?.class || before?.pins !== now?.pins;
}

function changedSymbols(before: Scene, now: Scene): Set<SymbolId> | null {
  const [a, b] = [before.state, now.state];
  const changed = new Set<SymbolId>();
  if (a.gesture?.boxes !== b.gesture?.boxes) {
    for (const id of a.gesture?.boxes?.keys() ?? []) if (!b.gesture?.boxes?.has(id)) changed.add(id);
    for (const id of b.gesture?.boxes?.keys() ?? []) if (!a.gesture?.boxes?.has(id)) changed.add(id);
  }
  const [old, current] = [a.annotation.symbols, b.annotation.symbols];
  if (old === current) return changed.size <= FEW ? changed : null;
  for (const id of Object.keys(current) as SymbolId[]) {
    if (looksOther(old[id], current[id])) changed.add(id);
    if (changed.size > FEW) return null;
  }
  for (const id of Object.keys(old) as SymbolId[]) if (!current[id]) changed.add(id);
  return changed.size <= FEW ? changed : null;
}

/**
 * The part of the layer of the boxes that does not show `now`, in screen pixels, where it showed `before`; null when
 * that is all of it. Only what was changed about a few boxes concerns a part.
 * @param overlays all that there are: one that is drawn with the boxes may have changed anywhere.
 */
export function damageOf(before: Scene, now: Scene, overlays: readonly Overlay[]): Box | null {
  const [a, b] = [before.state, now.state];
  const same =
    before.palette === now.palette &&
    before.subject === now.subject &&
    a.view === b.view &&
    a.viewport === b.viewport &&
    a.stage === b.stage &&
    a.labels === b.labels;
  const covered = overlays.some(({ layer, shown }) => layer === 'boxes' && (shown(before) || shown(now)));
  const changed = same && !covered ? changedSymbols(before, now) : null;
  if (!changed) return null;
  const place = (symbol: FormulaSymbol | undefined) =>
    symbol ? [reachOf(boxOnScreen(b.view, symbol.box), signOf(symbol.class))] : [];
  const places = [...changed].flatMap((id) => [
    ...place(a.annotation.symbols[id]),
    ...place(b.annotation.symbols[id]),
  ]);
  // Nothing to be seen was changed; a part without an extent draws nothing.
  return union(places) ?? { x: 0, y: 0, width: 0, height: 0 };
}
