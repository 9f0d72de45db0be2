import { symbolsInLasso } from '../kernels/lasso';
import type { ImagePoint } from '../kernels/space';
import { caught } from './select/brushing';
import {
  selectionAfterClick,
  symbolsUnder,
  travelled,
  type Machine,
  type PointerInput,
  type StateNode,
} from './state-node';

/** Waiting with the lasso. */
export function lassoIdle(machine: Machine): StateNode {
  return {
    path: 'lasso.idle',
    cursor: 'crosshair',
    down(input) {
      machine.go(looping(machine, input));
    },
  };
}

/** Corners nearer to each other than this, in screen pixels, are one. */
const CORNER_DISTANCE = 3;

/**
 * Drawing a free loop, closed by letting go: selects what is mostly inside; with Shift in addition, with Alt it is taken
 * out. A mere click selects the symbol under it, as with the select tool.
 */
function looping(machine: Machine, start: PointerInput): StateNode {
  const { editor } = machine;
  const before = editor.state.selection;
  const loop: ImagePoint[] = [start.image];
  let last = start.screen;
  return {
    path: 'lasso.looping',
    cursor: 'crosshair',
    move(input) {
      if (Math.hypot(input.screen.x - last.x, input.screen.y - last.y) < CORNER_DISTANCE) return;
      last = input.screen;
      loop.push(input.image);
      const inside = symbolsInLasso(editor.state.annotation, loop);
      editor.update({
        gesture: { lasso: [...loop] },
        selection: caught(before, inside, start),
        highlighted: [],
      });
    },
    up(input) {
      editor.update({ gesture: null });
      if (loop.length < 3 && !travelled(start, input)) {
        const [under] = symbolsUnder(editor, input);
        const after = under ? selectionAfterClick(before, under, start.shift) : caught(before, [], start);
        editor.update({ selection: after, highlighted: [] });
      }
      machine.rest();
    },
    cancel() {
      editor.update({ selection: before });
    },
  };
}
