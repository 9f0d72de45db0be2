import type { SymbolId } from '@/lib/domain/annotation/schema';
import { setBoxes } from '../changes/boxes';
import { relabel } from '../changes/classes';
import { deleteSymbols } from '../changes/deletion';
import { moveBoxes } from '../kernels/boxes';
import { classChoices, MAX_CHOICES, remember } from '../kernels/candidates';
import type { Editor } from '../editor';
import { DIRECTIONS } from '../kernels/new-box';
import { editsSelection, key, notChoosing, notDrawing, type Action, type ActionContext } from './action';
import { ARROWS } from './keys';

/** Sets the class of all selected symbols. */
export function setClass(editor: Editor, name: string): void {
  const { selection, recentClasses } = editor.state;
  editor.change('symbol.relabel', (annotation) => relabel(annotation, selection, name));
  editor.update({ recentClasses: remember(recentClasses, name) });
}

function nudge({ editor, held }: ActionContext, id: string, dx: number, dy: number) {
  const { selection } = editor.state;
  // A held arrow is one step of undo; the last mark is still that of the key's first press.
  const last = editor.state.history.undo.at(-1);
  const mark = held && last?.action === id ? last.mark : undefined;
  editor.change(
    id,
    (annotation) => {
      const boxes = new Map(
        selection.flatMap((symbolId) => {
          const symbol = annotation.symbols[symbolId];
          return symbol ? [[symbolId, symbol.box] as const] : [];
        }),
      );
      return setBoxes(annotation, moveBoxes<SymbolId>(boxes, dx, dy, editor.subject.image));
    },
    mark === undefined ? {} : { mark },
  );
}

const nudges: readonly Action[] = (['left', 'right', 'up', 'down'] as const).flatMap((direction) =>
  ([1, 10] as const).map((pixels): Action => {
    const id = pixels === 1 ? `symbol.nudge.${direction}` : `symbol.nudge_far.${direction}`;
    const [x, y] = DIRECTIONS[direction];
    const name = pixels === 1 ? ARROWS[direction] : `Shift+${ARROWS[direction]}`;
    return {
      id,
      group: 'symbol',
      keys: [notDrawing(key(name, 'detector'))],
      repeats: true,
      enabled: editsSelection,
      run: (context) => nudge(context, id, x * pixels, y * pixels),
    };
  }),
);

function choice({ editor }: ActionContext, index: number): string | undefined {
  const { selection, recentClasses, proposals } = editor.state;
  const primary = selection.at(-1);
  if (!primary) return undefined;
  const { predicted } = editor.subject;
  return classChoices({ predicted, proposals }, primary, recentClasses)[index]?.class;
}

const picks: readonly Action[] = Array.from({ length: MAX_CHOICES }, (_, index): Action => ({
  id: `class.pick.${index + 1}`,
  group: 'class',
  keys: [key(String(index + 1), 'detector', 'recognizer')],
  enabled: (context) => editsSelection(context) && choice(context, index) !== undefined,
  run(context) {
    const name = choice(context, index);
    if (name !== undefined) setClass(context.editor, name);
  },
}));

export const symbolActions: readonly Action[] = [
  {
    id: 'symbol.delete',
    group: 'symbol',
    keys: [notChoosing(key('Delete')), notChoosing(key('Backspace'))],
    enabled: editsSelection,
    run({ editor }) {
      const { selection } = editor.state;
      const { predicted } = editor.subject;
      editor.change('symbol.delete', (annotation) =>
        deleteSymbols(annotation, selection, (id) => predicted.has(id)),
      );
    },
  },
  ...nudges,
  {
    id: 'class.filter',
    group: 'class',
    keys: [key('/')],
    enabled: editsSelection,
    run: ({ editor }) => editor.requestFocus('class-filter'),
  },
  ...picks,
];
