import type { SymbolId } from '@/lib/domain/annotation/schema';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { neighbour, nextUncertain, readingOrder } from '../kernels/navigation';
import type { Editor } from '../editor';
import { hasSelection, key, type Action } from './action';
import { revealSelection } from './view-actions';

/** Selects one symbol and brings it into sight. */
export function selectSymbol(editor: Editor, id: SymbolId): void {
  editor.update({ selection: [id], highlighted: [] });
  revealSelection(editor);
}

const hasSymbols = ({ editor }: { editor: Editor }) =>
  Object.keys(editor.state.annotation.symbols).length > 0;

function step(editor: Editor, by: 1 | -1) {
  const { annotation, selection } = editor.state;
  const id = neighbour(readingOrder(annotation), selection.at(-1) ?? null, by);
  if (id) selectSymbol(editor, id);
}

/** Where the next doubt is: in this stage after the selected symbol, or else in the first later stage that has one. */
export function findUncertain(editor: Editor): { stage: Stage; id: SymbolId } | null {
  const { annotation, selection, stage } = editor.state;
  const { predicted } = editor.subject;
  const here = nextUncertain(annotation, predicted, stage, selection.at(-1) ?? null);
  if (here) return { stage, id: here };
  for (const later of STAGES.slice(STAGES.indexOf(stage) + 1)) {
    const id = nextUncertain(annotation, predicted, later, null);
    if (id) return { stage: later, id };
  }
  return null;
}

// In Boxes the arrows move the box; where there is nothing to move they walk through the symbols.
const WALKING: Stage[] = ['recognizer', 'aligner'];

export const selectionActions: readonly Action[] = [
  {
    id: 'select.uncertain',
    group: 'symbol',
    keys: [key('Tab')],
    enabled: ({ editor }) => findUncertain(editor) !== null,
    run({ editor }) {
      const found = findUncertain(editor);
      if (!found) return;
      editor.update({ stage: found.stage });
      selectSymbol(editor, found.id);
    },
  },
  {
    id: 'select.next',
    group: 'symbol',
    keys: [key(']'), key('ArrowRight', ...WALKING), key('ArrowDown', ...WALKING)],
    enabled: hasSymbols,
    run: ({ editor }) => step(editor, 1),
  },
  {
    id: 'select.previous',
    group: 'symbol',
    keys: [key('['), key('ArrowLeft', ...WALKING), key('ArrowUp', ...WALKING)],
    enabled: hasSymbols,
    run: ({ editor }) => step(editor, -1),
  },
  {
    id: 'select.all',
    group: 'symbol',
    keys: [key('Mod+A')],
    enabled: hasSymbols,
    run: ({ editor }) => editor.update({ selection: readingOrder(editor.state.annotation), highlighted: [] }),
  },
  {
    id: 'select.none',
    group: 'symbol',
    keys: [key('Escape')],
    enabled: (context) =>
      hasSelection(context) ||
      context.editor.state.highlighted.length > 0 ||
      context.editor.state.gesture !== null ||
      context.editor.state.pickingParent !== null ||
      context.editor.state.tool !== 'select',
    run({ editor, tools }) {
      const busy = editor.state.gesture !== null || editor.state.pickingParent !== null;
      if (busy) return tools.cancel();
      if (editor.state.tool !== 'select') return tools.choose('select');
      editor.update({ selection: [], highlighted: [] });
    },
  },
];
