import { centre, type Box } from '@/lib/domain/geometry/box';
import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import { cutSymbol } from '../changes/cut-symbol';
import { MIN_SIDE } from '../kernels/boxes';
import { thinnestCut, type Cut } from '../kernels/ink';
import type { ImagePoint } from '../kernels/space';
import { reachOf, type Machine, type PointerInput, type StateNode, type SteerInput } from './state-node';

/** A held arrow crosses the box in so many steps. */
const STEPS_ACROSS = 24;

/** The span that a cut may be moved in: something is left on both sides. */
function span(box: Box, axis: Cut['axis']): [low: number, high: number] {
  const [start, length] = axis === 'x' ? [box.x, box.width] : [box.y, box.height];
  const rim = Math.min(MIN_SIDE, length / 2);
  return [start + rim, start + length - rim];
}

function within(box: Box, { axis, at }: Cut): Cut {
  const [low, high] = span(box, axis);
  return { axis, at: Math.min(high, Math.max(low, at)) };
}

function holds(box: Box, { x, y }: ImagePoint, slack: number): boolean {
  const middle = centre(box);
  return Math.abs(x - middle.x) <= box.width / 2 + slack && Math.abs(y - middle.y) <= box.height / 2 + slack;
}

/**
 * Placing the line along which the selected box is cut in two. It begins where the least ink is crossed; the pointer or
 * the arrows move it, Shift or an arrow of the other direction turns it, and a click or Enter cuts.
 */
export function cutPlacing(machine: Machine): StateNode {
  const { editor } = machine;
  const chosen = (): FormulaSymbol | undefined => {
    const { selection, annotation } = editor.state;
    return selection.length === 1 && selection[0] ? annotation.symbols[selection[0]] : undefined;
  };
  const show = ({ box }: FormulaSymbol, cut: Cut) => editor.update({ gesture: { cut: within(box, cut) } });
  const begin = (symbol: FormulaSymbol, axis: Cut['axis']) =>
    show(symbol, thinnestCut(editor.ink.get(), symbol.box, axis));
  const leave = () => {
    editor.update({ gesture: null, tool: 'select' });
    machine.rest();
  };
  const under = (symbol: FormulaSymbol, { shift, image }: PointerInput): Cut => {
    const axis = shift ? 'y' : 'x';
    return { axis, at: image[axis] };
  };
  const inReach = ({ box }: FormulaSymbol, input: PointerInput) =>
    holds(box, input.image, (2 * reachOf(input).handle) / editor.state.view.scale);
  const symbol = chosen();
  if (symbol && !editor.state.gesture?.cut && editor.state.tool === 'cut') begin(symbol, 'x');
  let pressed = false;
  const confirm = () => {
    const [box, cut] = [chosen(), editor.state.gesture?.cut];
    leave();
    if (box && cut) cutSymbol(editor, box.id, cut);
  };
  return {
    path: 'cut.placing',
    get cursor() {
      return editor.state.gesture?.cut?.axis === 'y' ? 'row-resize' : 'col-resize';
    },
    move(input) {
      const box = chosen();
      if (box && inReach(box, input)) show(box, under(box, input));
    },
    down(input) {
      const box = chosen();
      if (!box || !inReach(box, input)) return leave();
      pressed = true;
      show(box, under(box, input));
    },
    up: () => pressed && confirm(),
    steer({ direction, held }: SteerInput) {
      const box = chosen();
      if (!box) return;
      const axis = direction === 'left' || direction === 'right' ? 'x' : 'y';
      const cut = editor.state.gesture?.cut;
      if (cut?.axis !== axis) return begin(box, axis);
      const [low, high] = span(box.box, axis);
      const step = held ? Math.max(1, Math.round((high - low) / STEPS_ACROSS)) : 1;
      show(box, { axis, at: cut.at + (direction === 'left' || direction === 'up' ? -step : step) });
    },
    confirm,
    cancel: () => editor.update({ gesture: null, tool: 'select' }),
  };
}
