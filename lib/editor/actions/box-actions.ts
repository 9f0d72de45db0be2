import { union } from '@/lib/domain/geometry/box';
import type { FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import { cutSymbol, gapOf } from '../changes/cut-symbol';
import { duplicateSymbols } from '../changes/duplicate';
import { mergeSymbols } from '../changes/merge';
import { tightenBoxes } from '../changes/tighten';
import type { Editor } from '../editor';
import { tightBox } from '../kernels/ink';
import { readingOrder } from '../kernels/navigation';
import { usualSize } from '../kernels/new-box';
import { closeUp } from '../kernels/view';
import { randomUuid } from '../uuid';
import { editable, editsOne, editsSelection, key, type Action, type ActionContext } from './action';
import { revealSelection, showStage } from './view-actions';

const selected = ({ state }: Editor): FormulaSymbol[] =>
  state.selection.flatMap((id) => state.annotation.symbols[id] ?? []);

/** Draws the selected boxes tight around their ink, or says why nothing changed. */
function tighten({ editor }: ActionContext) {
  const ink = editor.ink.get();
  if (!ink) return editor.remark('picture_missing');
  const { selection } = editor.state;
  if (editor.change('symbol.tighten', (annotation) => tightenBoxes(annotation, selection, ink))) return;
  const empty = selected(editor).every(({ box }) => !tightBox(ink, box));
  editor.remark(empty ? 'no_ink' : 'tight_already');
}

/** Turns to the line that says where the selected box is cut. */
function placeCut({ editor, tools }: ActionContext) {
  if (editor.state.stage !== 'detector') showStage(editor, 'detector');
  tools.choose('cut');
  revealSelection(editor);
  editor.requestFocus('canvas');
}

/** Cuts at a gap in the ink; where the ink goes through, the person says where. */
function split(context: ActionContext) {
  const [id] = context.editor.state.selection;
  const gap = id && gapOf(context.editor, id);
  if (gap) cutSymbol(context.editor, id, gap);
  else placeCut(context);
}

function duplicate({ editor }: ActionContext) {
  const { annotation, selection } = editor.state;
  const { image } = editor.subject;
  const { width, height } = usualSize(annotation, image);
  const chosen = new Set(selection);
  const pairs = readingOrder(annotation)
    .filter((id) => chosen.has(id))
    .map((id) => [id, randomUuid() as SymbolId] as const);
  editor.change('symbol.duplicate', (now) => duplicateSymbols(now, pairs, image, Math.min(width, height)), {
    selection: pairs.map(([, copy]) => copy),
  });
}

/** What is done to boxes by the ink that is in them, and to several boxes at once. */
export const boxActions: readonly Action[] = [
  {
    id: 'symbol.tighten',
    group: 'symbol',
    keys: [key('T')],
    enabled: editsSelection,
    run: tighten,
  },
  {
    id: 'symbol.split',
    group: 'symbol',
    keys: [key('K')],
    enabled: editsOne,
    run: split,
  },
  {
    id: 'symbol.cut',
    group: 'symbol',
    keys: [key('Shift+K')],
    enabled: editsOne,
    run: placeCut,
  },
  {
    id: 'symbol.merge',
    group: 'symbol',
    keys: [key('M')],
    enabled: (context) => editable(context) && context.editor.state.selection.length > 1,
    run({ editor }) {
      const { selection } = editor.state;
      const { predicted } = editor.subject;
      editor.change('symbol.merge', (annotation) =>
        mergeSymbols(annotation, selection, (id) => predicted.has(id)),
      );
    },
  },
  {
    id: 'symbol.duplicate',
    group: 'symbol',
    keys: [key('Mod+D')],
    enabled: editsSelection,
    run: duplicate,
  },
  {
    id: 'draw.snap',
    group: 'draw',
    keys: [key('Shift+T')],
    enabled: editable,
    run: ({ editor }) => editor.update({ snap: !editor.state.snap }),
  },
  {
    id: 'tool.lasso',
    group: 'view',
    keys: [key('Q')],
    enabled: () => true,
    run({ editor, tools }) {
      tools.choose('lasso');
      editor.requestFocus('canvas');
    },
  },
  {
    id: 'view.selection',
    group: 'view',
    keys: [key('Z')],
    enabled: ({ editor }) => editor.state.selection.length > 0,
    run({ editor }) {
      const box = union(selected(editor).map((symbol) => symbol.box));
      if (box) editor.update({ view: closeUp(box, editor.state.viewport), fitted: false });
    },
  },
];
