import type { Stage } from '@/lib/domain/stages';
import { fitView, reveal, zoomAt } from '../kernels/view';
import { screenPoint } from '../kernels/space';
import type { Editor } from '../editor';
import { key, notChoosing, type Action, type ActionContext } from './action';

const ZOOM_STEP = 1.25;

function zoom(editor: Editor, factor: number) {
  const { view, viewport } = editor.state;
  const middle = screenPoint(viewport.width / 2, viewport.height / 2);
  editor.update({ view: zoomAt(view, middle, factor), fitted: false });
}

/** Brings the last selected symbol into sight. */
export function revealSelection(editor: Editor): void {
  const { annotation, selection, view, viewport } = editor.state;
  const last = selection.at(-1);
  const symbol = last && annotation.symbols[last];
  if (!symbol) return;
  const revealed = reveal(view, viewport, symbol.box);
  if (revealed !== view) editor.update({ view: revealed, fitted: false });
}

/** Turns to a stage; the tool goes back to selecting. */
export function showStage(editor: Editor, stage: Stage): void {
  editor.update({ stage, tool: 'select', gesture: null });
  editor.requestFocus(stage === 'converter' ? 'latex' : 'canvas');
}

const always = () => true;

const stageTab = (stage: Stage, letter: string): Action => ({
  id: `stage.${stage}`,
  group: 'stage',
  keys: [key(letter)],
  enabled: always,
  run: ({ editor }) => showStage(editor, stage),
});

const tool = (name: 'select' | 'draw' | 'pan', letter: string): Action => ({
  id: `tool.${name}`,
  group: 'view',
  keys: [key(letter)],
  enabled: ({ editor }) => name !== 'draw' || !editor.state.readOnly,
  run({ editor, tools }) {
    if (name === 'draw' && editor.state.stage !== 'detector') showStage(editor, 'detector');
    tools.choose(name);
    // From the toolbar too, the arrows and Enter are to reach the pen.
    if (name === 'draw') editor.requestFocus('canvas');
  },
});

export const viewActions: readonly Action[] = [
  stageTab('detector', 'B'),
  stageTab('recognizer', 'C'),
  stageTab('aligner', 'O'),
  stageTab('converter', 'L'),
  tool('select', 'V'),
  tool('draw', 'D'),
  tool('pan', 'H'),
  {
    id: 'view.zoom_in',
    group: 'view',
    keys: [key('+'), key('=')],
    repeats: true,
    enabled: always,
    run: ({ editor }) => zoom(editor, ZOOM_STEP),
  },
  {
    id: 'view.zoom_out',
    group: 'view',
    keys: [key('-')],
    repeats: true,
    enabled: always,
    run: ({ editor }) => zoom(editor, 1 / ZOOM_STEP),
  },
  {
    id: 'view.fit',
    group: 'view',
    keys: [notChoosing(key('0'))],
    enabled: always,
    run: ({ editor }) =>
      editor.update({ view: fitView(editor.subject.image, editor.state.viewport), fitted: true }),
  },
  {
    id: 'view.labels',
    group: 'view',
    keys: [key('Shift+L')],
    enabled: always,
    run: ({ editor }) => editor.update({ labels: !editor.state.labels }),
  },
  {
    id: 'view.help',
    group: 'view',
    keys: [key('?')],
    enabled: ({ host }: ActionContext) => host.toggleHelp !== undefined,
    run: ({ host }) => host.toggleHelp?.(),
  },
  {
    id: 'view.palette',
    group: 'view',
    keys: [key('Mod+K')],
    reachesText: true,
    enabled: ({ host }: ActionContext) => host.togglePalette !== undefined,
    run: ({ host }) => host.togglePalette?.(),
  },
  {
    id: 'view.tour',
    group: 'view',
    keys: [],
    enabled: ({ host }: ActionContext) => host.startTour !== undefined,
    run: ({ host }) => host.startTour?.(),
  },
];
