import { boxBetween, cropToImage, MIN_SIDE } from '../kernels/boxes';
import { drawSymbol } from '../changes/draw-symbol';
import { travelled, type Machine, type PointerInput, type StateNode } from './state-node';

/** Waiting with the pen. */
export function drawIdle(machine: Machine): StateNode {
  return {
    path: 'draw.idle',
    cursor: 'crosshair',
    down(input) {
      if (!machine.editor.state.readOnly) machine.go(drawing(machine, input));
    },
  };
}

/** Pulling up a new box. When it is let go the symbol exists, is selected, and waits for its class. */
function drawing(machine: Machine, start: PointerInput): StateNode {
  const { editor } = machine;
  const at = (input: PointerInput) => cropToImage(boxBetween(start.image, input.image), editor.subject.image);
  return {
    path: 'draw.drawing',
    cursor: 'crosshair',
    move(input) {
      editor.update({ gesture: { drawing: at(input) } });
    },
    up(input) {
      const box = at(input);
      editor.update({ gesture: null });
      const meant = travelled(start.screen, input.screen) && Math.max(box.width, box.height) > MIN_SIDE;
      if (meant && drawSymbol(editor, box)) {
        editor.update({ tool: 'select' });
        editor.requestFocus('class-filter');
      }
      machine.rest();
    },
  };
}
