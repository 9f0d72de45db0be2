import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import { setBoxes } from '../../changes/boxes';
import { resizeBox, type Handle } from '../../kernels/boxes';
import { symbolsUnder, travelled, type Machine, type PointerInput, type StateNode } from '../state-node';

const CURSOR: Record<Handle, string> = {
  nw: 'nwse-resize',
  n: 'ns-resize',
  ne: 'nesw-resize',
  e: 'ew-resize',
  se: 'nwse-resize',
  s: 'ns-resize',
  sw: 'nesw-resize',
  w: 'ew-resize',
};

export const resizeCursor = (handle: Handle): string => CURSOR[handle];

/**
 * Dragging one handle of the selected box, computed from the box as it was at the start. A mere click changes no box: it
 * is meant for the symbol there, which a handle of its neighbour may lie on.
 */
export function resizing(
  machine: Machine,
  start: PointerInput,
  symbol: FormulaSymbol,
  handle: Handle,
): StateNode {
  const { editor } = machine;
  const at = (input: PointerInput) =>
    new Map([
      [
        symbol.id,
        resizeBox(
          symbol.box,
          handle,
          input.image.x - start.image.x,
          input.image.y - start.image.y,
          editor.subject.image,
        ),
      ],
    ]);
  let dragged = false;
  return {
    path: 'select.resizing',
    cursor: CURSOR[handle],
    move(input) {
      dragged ||= travelled(start, input);
      if (dragged) editor.update({ gesture: { boxes: at(input) } });
    },
    up(input) {
      const resized = at(input);
      editor.update({ gesture: null });
      if (dragged || travelled(start, input)) {
        editor.change('symbol.resize', (now) => setBoxes(now, resized));
      } else {
        const [id = symbol.id] = symbolsUnder(editor, start);
        if (id !== symbol.id) editor.update({ selection: [id], highlighted: [] });
        machine.lastClick = { screen: start.screen, id };
      }
      machine.rest();
    },
  };
}
