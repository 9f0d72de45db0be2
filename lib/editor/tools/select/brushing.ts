import type { SymbolId } from '@/lib/domain/annotation/schema';
import { boxBetween } from '../../kernels/boxes';
import { symbolsIn } from '../../kernels/hit-test';
import { travelled, type Machine, type PointerInput, type StateNode } from '../state-node';

/** The selection with what was caught: instead of it, added to it with Shift, taken out of it with Alt. */
export function caught(
  before: readonly SymbolId[],
  ids: readonly SymbolId[],
  { shift, alt }: Pick<PointerInput, 'shift' | 'alt'>,
): SymbolId[] {
  if (alt) return before.filter((id) => !ids.includes(id));
  return shift ? [...new Set([...before, ...ids])] : [...ids];
}

/** A frame pulled over paper: selects what it touches. A mere click on paper selects nothing. */
export function brushing(machine: Machine, start: PointerInput): StateNode {
  const { editor } = machine;
  const before = editor.state.selection;
  return {
    path: 'select.brushing',
    cursor: 'crosshair',
    move(input) {
      if (!travelled(start, input)) return;
      const brush = boxBetween(start.image, input.image);
      const touched = symbolsIn(editor.state.annotation, brush);
      editor.update({ gesture: { brush }, selection: caught(before, touched, start), highlighted: [] });
    },
    up(input) {
      editor.update({ gesture: null });
      if (!travelled(start, input)) editor.update({ selection: caught(before, [], start), highlighted: [] });
      machine.rest();
    },
    cancel() {
      editor.update({ selection: before });
    },
  };
}
