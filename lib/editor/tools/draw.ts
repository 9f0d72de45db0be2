import type { Box } from '@/lib/domain/geometry/box';
import { boxBetween, cropToImage, MIN_SIDE, resizeBox } from '../kernels/boxes';
import { DIRECTIONS, moveBox, startingBox, usualSize } from '../kernels/new-box';
import { reveal } from '../kernels/view';
import { drawSymbol } from '../changes/draw-symbol';
import { travelled, type Machine, type PointerInput, type StateNode, type SteerInput } from './state-node';

/** Waiting with the pen. */
export function drawIdle(machine: Machine): StateNode {
  return {
    path: 'draw.idle',
    cursor: 'crosshair',
    down(input) {
      if (!machine.editor.state.readOnly) machine.go(drawing(machine, input));
    },
    steer: (input) => machine.go(placing(machine, input)),
  };
}

/** Adds the drawn symbol and asks for its class; the pen is put down. */
function take(machine: Machine, box: Box) {
  const { editor } = machine;
  if (!drawSymbol(editor, box)) return;
  editor.update({ tool: 'select' });
  editor.requestFocus('class-filter');
}

/** While an arrow is held, so many steps go across a symbol of the usual size. */
const STEPS_ACROSS = 8;

/** Placing a new box with the arrow keys. The box is the gesture's; without it the next arrow begins anew. */
function placing(machine: Machine, first: SteerInput): StateNode {
  const { editor } = machine;
  const show = (box: Box) => {
    const { view, viewport } = editor.state;
    const revealed = reveal(view, viewport, box);
    editor.update({ gesture: { drawing: box }, ...(revealed !== view && { view: revealed, fitted: false }) });
  };
  const begin = ({ direction }: SteerInput) => {
    const { image } = editor.subject;
    const { annotation, selection, view, viewport } = editor.state;
    show(startingBox({ annotation, selected: selection.at(-1), view, viewport, image }, direction));
  };
  const node = {
    path: 'draw.placing',
    cursor: 'crosshair',
    down: (input: PointerInput) => drawIdle(machine).down?.(input),
    steer(input: SteerInput) {
      const box = editor.state.gesture?.drawing;
      if (!box) return begin(input);
      const { image } = editor.subject;
      const { width, height } = usualSize(editor.state.annotation, image);
      const [x, y] = DIRECTIONS[input.direction];
      const step = input.held ? Math.max(1, Math.round(Math.min(width, height) / STEPS_ACROSS)) : 1;
      const [dx, dy] = [x * step, y * step];
      show(input.sizing ? resizeBox(box, 'se', dx, dy, image) : moveBox(box, dx, dy, image));
    },
    confirm() {
      const box = editor.state.gesture?.drawing;
      if (!box) return;
      editor.update({ gesture: null });
      take(machine, box);
      machine.rest();
    },
  };
  // A box that is there already, e.g. after the paper was moved in between, is gone on with.
  node.steer(first);
  return node;
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
      if (meant) take(machine, box);
      machine.rest();
    },
  };
}
