import { panBy } from '../kernels/view';
import type { Machine, PointerInput, StateNode } from './state-node';

/** Waiting with the hand. */
export function panIdle(machine: Machine): StateNode {
  return {
    path: 'pan.idle',
    cursor: 'grab',
    down(input) {
      machine.go(panning(machine, input));
    },
  };
}

/** Dragging the paper. Also used while the space bar is held, whatever the tool. */
export function panning(machine: Machine, start: PointerInput): StateNode {
  const { editor } = machine;
  const { view } = editor.state;
  const show = (input: PointerInput) =>
    editor.update({
      view: panBy(view, input.screen.x - start.screen.x, input.screen.y - start.screen.y),
      fitted: false,
    });
  return {
    path: 'pan.panning',
    cursor: 'grabbing',
    move: show,
    up(input) {
      show(input);
      machine.rest();
    },
    cancel() {
      editor.update({ view });
    },
  };
}
