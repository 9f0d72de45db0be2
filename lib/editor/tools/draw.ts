import type { Box } from '@/lib/domain/geometry/box';
import { boxBetween, cropToImage, MIN_SIDE, resizeBox } from '../kernels/boxes';
import { DIRECTIONS, moveBox, startingBox, usualSize } from '../kernels/new-box';
import { reveal } from '../kernels/view';
import { drawSymbol } from '../changes/draw-symbol';
import { snapped } from '../changes/tighten';
import { signUnder } from './ink-under';
import { travelled, type Machine, type PointerInput, type StateNode, type SteerInput } from './state-node';

/** Waiting with the pen: the sign under it is shown with the box that a click would give it. */
export function drawIdle(machine: Machine): StateNode {
  const { editor } = machine;
  return {
    path: 'draw.idle',
    cursor: 'crosshair',
    move(input) {
      const ink = editor.ink.known;
      const sign = ink && signUnder(editor, ink, input);
      const offered = sign && !sign.symbol ? sign.box : null;
      const hovered = sign?.symbol ?? null;
      const { offered: shown, hovered: marked } = editor.state;
      if (!sameBox(offered, shown) || hovered !== marked) editor.update({ offered, hovered });
    },
    down(input) {
      if (!editor.state.readOnly) machine.go(drawing(machine, input));
    },
    steer: (input) => machine.go(placing(machine, input)),
  };
}

/** Adds the drawn symbol and asks for its class; the pen is put down. */
function take(machine: Machine, box: Box) {
  const { editor } = machine;
  if (!drawSymbol(editor, box)) return;
  editor.update({ tool: 'select', offered: null });
  editor.requestFocus('class-filter');
}

const sameBox = (a: Box | null, b: Box | null) =>
  a === b ||
  (a !== null && b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);

/** A click on ink adds the sign that it belongs to; one on a symbol's ink turns to that symbol. */
function pick(machine: Machine, input: PointerInput) {
  const { editor } = machine;
  const ink = editor.ink.get();
  if (!ink) return editor.remark('picture_missing');
  const sign = signUnder(editor, ink, input);
  if (!sign) return editor.remark('no_ink');
  if (!sign.symbol) return take(machine, sign.box);
  editor.update({ selection: [sign.symbol], highlighted: [], tool: 'select', offered: null });
  editor.remark('there_already');
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

/**
 * Pulling up a new box. When it is let go it is drawn tight around its ink (not with Alt); the symbol exists, is
 * selected, and waits for its class.
 */
function drawing(machine: Machine, start: PointerInput): StateNode {
  const { editor } = machine;
  const at = (input: PointerInput) => cropToImage(boxBetween(start.image, input.image), editor.subject.image);
  return {
    path: 'draw.drawing',
    cursor: 'crosshair',
    move(input) {
      if (travelled(start, input)) editor.update({ gesture: { drawing: at(input) }, offered: null });
    },
    up(input) {
      const box = at(input);
      editor.update({ gesture: null });
      const rough = input.alt || !editor.state.snap;
      if (!travelled(start, input)) pick(machine, input);
      else if (Math.max(box.width, box.height) > MIN_SIDE) {
        take(machine, rough ? box : snapped(editor.ink.get(), box));
      }
      machine.rest();
    },
  };
}
