import type { SymbolId } from '@/lib/domain/annotation/schema';
import { setBoxes } from '../../changes/boxes';
import { moveBoxes } from '../../kernels/boxes';
import type { Machine, PointerInput, StateNode } from '../state-node';

/**
 * Dragging the selected boxes; one step of undo, however long the way.
 * @param before what was selected before the press that began it
 */
export function translating(machine: Machine, start: PointerInput, before: readonly SymbolId[]): StateNode {
  const { editor } = machine;
  const { annotation, selection } = editor.state;
  const boxes = new Map(
    selection.flatMap((id) => {
      const symbol = annotation.symbols[id];
      return symbol ? [[id, symbol.box] as const] : [];
    }),
  );
  const at = (input: PointerInput) =>
    moveBoxes(boxes, input.image.x - start.image.x, input.image.y - start.image.y, editor.subject.image);
  return {
    path: 'select.translating',
    cursor: 'move',
    move(input) {
      editor.update({ gesture: { boxes: at(input) } });
    },
    up(input) {
      const moved = at(input);
      editor.update({ gesture: null });
      editor.change('symbol.move', (now) => setBoxes(now, moved));
      machine.rest();
    },
    cancel() {
      editor.update({ selection: before });
    },
  };
}
