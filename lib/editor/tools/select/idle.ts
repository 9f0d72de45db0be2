import { handleAt, symbolAt } from '../../kernels/hit-test';
import { placeUnder } from '../../changes/places';
import { HANDLE_SLACK, HIT_SLACK, type Machine, type StateNode } from '../state-node';
import { brushing } from './brushing';
import { pointingSymbol } from './pointing-symbol';
import { resizing } from './resizing';

/** Waiting with the select tool: a press decides between handle, symbol and empty paper. */
export function selectIdle(machine: Machine): StateNode {
  const { editor } = machine;
  return {
    path: 'select.idle',
    cursor: 'default',
    down(input) {
      const { annotation, view, selection, stage, readOnly, pickingParent } = editor.state;
      const under = symbolAt(annotation, input.image, HIT_SLACK / view.scale);
      const only = selection.length === 1 ? selection[0] : undefined;
      if (pickingParent) {
        editor.update({ pickingParent: null });
        if (under && only) {
          editor.change('symbol.place', (now) => placeUnder(now, only, under, pickingParent));
        }
        return;
      }
      const selected = only && annotation.symbols[only];
      if (selected && stage === 'detector' && !readOnly) {
        const handle = handleAt(selected.box, input.image, HANDLE_SLACK / view.scale);
        if (handle) return machine.go(resizing(machine, input, selected, handle));
      }
      machine.go(under ? pointingSymbol(machine, input, under) : brushing(machine, input));
    },
  };
}
