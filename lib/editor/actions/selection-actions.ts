import type { SymbolId } from '@/lib/domain/annotation/schema';
import { neighbour, nextUncertain, readingOrder, type Doubt } from '../kernels/navigation';
import type { Editor } from '../editor';
import { key, notChoosing, type Action } from './action';
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

/** Where the next doubt after the selected symbol is, going round; null when nothing is uncertain. */
function findUncertain(editor: Editor): Doubt | null {
  const { annotation, selection, stage } = editor.state;
  return nextUncertain(annotation, editor.subject.predicted, stage, selection.at(-1) ?? null);
}

const holdsSomething = ({ state }: Editor) =>
  state.selection.length > 0 ||
  state.highlighted.length > 0 ||
  state.gesture !== null ||
  state.tool !== 'select';

// In Boxes the arrows move the box; where there is nothing to move they walk through the symbols.
const walking = (...arrows: string[]) =>
  arrows.map((arrow) => notChoosing(key(arrow, 'recognizer', 'aligner')));

export const selectionActions: readonly Action[] = [
  {
    id: 'select.uncertain',
    group: 'symbol',
    keys: [key('Tab')],
    repeats: true,
    enabled: ({ editor }) => !editor.state.tabLeaves,
    run({ editor, tools }) {
      const found = findUncertain(editor);
      if (!found) {
        // Not at once out of the picture: Enter after it is meant for the stage, and not for the first button outside.
        editor.remark('no_doubts');
        return editor.update({ tabLeaves: true });
      }
      if (found.stage !== editor.state.stage) tools.choose('select');
      editor.update({ stage: found.stage });
      selectSymbol(editor, found.id);
    },
  },
  {
    id: 'select.next',
    group: 'symbol',
    keys: [key(']'), ...walking('ArrowRight', 'ArrowDown')],
    repeats: true,
    enabled: hasSymbols,
    run: ({ editor }) => step(editor, 1),
  },
  {
    id: 'select.previous',
    group: 'symbol',
    keys: [key('['), ...walking('ArrowLeft', 'ArrowUp')],
    repeats: true,
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
    enabled: ({ editor }) => !editor.state.tabLeaves,
    run({ editor, tools }) {
      // With nothing left to let go of, the next Tab is the browser's: the keyboard is not kept on the canvas.
      if (!holdsSomething(editor)) return editor.update({ tabLeaves: true });
      // One Escape leaves drawing by keyboard, box and pen.
      if (tools.confirms) return tools.choose('select');
      const busy = editor.state.gesture !== null;
      if (busy) return tools.cancel();
      if (editor.state.tool !== 'select') return tools.choose('select');
      editor.update({ selection: [], highlighted: [] });
    },
  },
];
