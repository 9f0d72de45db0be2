import type { SymbolId } from '@/lib/domain/annotation/schema';
import {
  reachOf,
  selectionAfterClick,
  travelled,
  type Machine,
  type PointerInput,
  type StateNode,
} from '../state-node';
import { brushing } from './brushing';
import { translating } from './translating';

/** Is this press where the last click was, and does what that click selected still stand alone? */
function clickedAgain({ lastClick, editor }: Machine, start: PointerInput): boolean {
  const { selection } = editor.state;
  if (!lastClick || selection.length !== 1 || selection[0] !== lastClick.id) return false;
  const { x, y } = lastClick.screen;
  return Math.hypot(start.screen.x - x, start.screen.y - y) < reachOf(start).click;
}

/**
 * Pressed on symbols: the likeliest (`under[0]`) is selected at once, and moved only when the pointer travels (and only
 * in Boxes). A click where the last one was selects what lies under it, and round again.
 */
export function pointingSymbol(machine: Machine, start: PointerInput, under: readonly SymbolId[]): StateNode {
  const { editor } = machine;
  const before = editor.state.selection;
  const again = !start.shift && clickedAgain(machine, start);
  const id = ((again && under.find((one) => one === machine.lastClick?.id)) || under[0]) as SymbolId;
  // Pressing on one of several selected symbols keeps them all, so that they can be dragged together.
  if (!before.includes(id) || start.shift) {
    editor.update({ selection: selectionAfterClick(before, id, start.shift), highlighted: [] });
  }
  return {
    path: 'select.pointing_symbol',
    cursor: 'default',
    move(input) {
      if (!travelled(start, input)) return;
      const { stage, readOnly, selection } = editor.state;
      const movable = stage === 'detector' && !readOnly && selection.includes(id);
      const next = movable ? translating(machine, start, before) : brushing(machine, start);
      machine.go(next);
      next.move?.(input);
    },
    up() {
      const clicked = again ? (under[(under.indexOf(id) + 1) % under.length] ?? id) : id;
      if (!start.shift) {
        if (before.length > 1 || clicked !== id) editor.update({ selection: [clicked], highlighted: [] });
        machine.lastClick = { screen: start.screen, id: clicked };
      }
      machine.rest();
    },
    cancel() {
      editor.update({ selection: before });
    },
  };
}
