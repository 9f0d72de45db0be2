import { boxBetween } from '../../kernels/boxes';
import { symbolsIn } from '../../kernels/hit-test';
import { travelled, type Machine, type PointerInput, type StateNode } from '../state-node';

/** A frame pulled over paper: selects what it touches; with Shift in addition. A mere click selects nothing. */
export function brushing(machine: Machine, start: PointerInput): StateNode {
  const { editor } = machine;
  const before = editor.state.selection;
  const keep = start.shift ? before : [];
  return {
    path: 'select.brushing',
    cursor: 'crosshair',
    move(input) {
      if (!travelled(start.screen, input.screen)) return;
      const brush = boxBetween(start.image, input.image);
      const touched = symbolsIn(editor.state.annotation, brush);
      editor.update({ gesture: { brush }, selection: [...new Set([...keep, ...touched])], highlighted: [] });
    },
    up(input) {
      editor.update({ gesture: null });
      if (!travelled(start.screen, input.screen)) editor.update({ selection: keep, highlighted: [] });
      machine.rest();
    },
    cancel() {
      editor.update({ selection: before });
    },
  };
}
