import type { SymbolId } from '@/lib/domain/annotation/schema';
import {
  selectionAfterClick,
  travelled,
  type Machine,
  type PointerInput,
  type StateNode,
} from '../state-node';
import { brushing } from './brushing';
import { translating } from './translating';

/** Pressed on a symbol: selected at once, moved only when the pointer travels (and only in Boxes). */
export function pointingSymbol(machine: Machine, start: PointerInput, id: SymbolId): StateNode {
  const { editor } = machine;
  const before = editor.state.selection;
  // Pressing on one of several selected symbols keeps them all, so that they can be dragged together.
  if (!before.includes(id) || start.shift) {
    editor.update({ selection: selectionAfterClick(before, id, start.shift), highlighted: [] });
  }
  return {
    path: 'select.pointing_symbol',
    cursor: 'default',
    move(input) {
      if (!travelled(start.screen, input.screen)) return;
      const { stage, readOnly, selection } = editor.state;
      const movable = stage === 'detector' && !readOnly && selection.includes(id);
      const next = movable ? translating(machine, start) : brushing(machine, start);
      machine.go(next);
      next.move?.(input);
    },
    up() {
      if (!start.shift && before.length > 1) editor.update({ selection: [id] });
      machine.rest();
    },
    cancel() {
      editor.update({ selection: before });
    },
  };
}
