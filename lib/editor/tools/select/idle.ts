import { handleAt, symbolAt } from '../../kernels/hit-test';
import { placeUnder } from '../../changes/places';
import {
  HANDLE_SLACK,
  HIT_SLACK,
  hover,
  type Machine,
  type PointerInput,
  type StateNode,
} from '../state-node';
import { brushing } from './brushing';
import { pointingSymbol } from './pointing-symbol';
import { resizeCursor, resizing } from './resizing';

/** Waiting with the select tool: a press decides between handle, symbol and empty paper. */
export function selectIdle(machine: Machine): StateNode {
  const { editor } = machine;
  let cursor = 'default';
  /** The handle under the pointer, where there is one to be dragged. */
  const handleUnder = ({ image }: PointerInput) => {
    const { annotation, view, selection, stage, readOnly } = editor.state;
    const [only] = selection.length === 1 ? selection : [];
    const symbol = only && annotation.symbols[only];
    if (!symbol || stage !== 'detector' || readOnly) return null;
    const handle = handleAt(symbol.box, image, HANDLE_SLACK / view.scale);
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
      const { annotation, view, selection, pickingParent } = editor.state;
      const under = symbolAt(annotation, input.image, HIT_SLACK / view.scale);
      const only = selection.length === 1 ? selection[0] : undefined;
      if (pickingParent) {
        editor.update({ pickingParent: null });
        if (under && only) {
          editor.change('symbol.place', (now) => placeUnder(now, only, under, pickingParent));
        }
        return;
      }
      const grabbed = handleUnder(input);
      if (grabbed) return machine.go(resizing(machine, input, grabbed.symbol, grabbed.handle));
      machine.go(under ? pointingSymbol(machine, input, under) : brushing(machine, input));
    },
  };
}
