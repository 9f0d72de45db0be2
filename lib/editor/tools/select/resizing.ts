import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import { setBoxes } from '../../changes/boxes';
import { resizeBox, type Handle } from '../../kernels/boxes';
import { travelled, type Machine, type PointerInput, type StateNode } from '../state-node';

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

/** Dragging one handle of the selected box, computed from the box as it was at the start. A mere click changes nothing. */
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
      }
      machine.rest();
    },
  };
}
