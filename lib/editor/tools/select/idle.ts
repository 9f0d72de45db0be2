import { handleAt } from '../../kernels/hit-test';
import { hover, reachOf, symbolsUnder, type Machine, type PointerInput, type StateNode } from '../state-node';
import { brushing } from './brushing';
import { pointingSymbol } from './pointing-symbol';
import { resizeCursor, resizing } from './resizing';

/** Waiting with the select tool: a press decides between handle, symbol and empty paper. */
export function selectIdle(machine: Machine): StateNode {
  const { editor } = machine;
  let cursor = 'default';
  /** The handle under the pointer, where there is one to be dragged. */
  const handleUnder = (input: PointerInput) => {
    const { annotation, view, selection, stage, readOnly } = editor.state;
    const [only] = selection.length === 1 ? selection : [];
    const symbol = only && annotation.symbols[only];
    if (!symbol || stage !== 'detector' || readOnly) return null;
    const handle = handleAt(symbol.box, input.image, reachOf(input).handle / view.scale);
    return handle && { symbol, handle };
  };
  return {
    path: 'select.idle',
    get cursor() {
      return cursor;
    },
    move(input) {
      const under = handleUnder(input);
      cursor = under ? resizeCursor(under.handle) : 'default';
      hover(editor, input);
    },
    down(input) {
      const under = symbolsUnder(editor, input);
      const grabbed = handleUnder(input);
      if (grabbed) return machine.go(resizing(machine, input, grabbed.symbol, grabbed.handle));
      // With Alt a frame may begin anywhere: it takes out of the selection what it touches.
      const pointed = under.length > 0 && !input.alt;
      machine.go(pointed ? pointingSymbol(machine, input, under) : brushing(machine, input));
    },
  };
}
