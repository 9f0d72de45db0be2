import { STAGES, type Stage } from '@/lib/domain/stages';
import { acceptStages } from '../changes/acceptance';
import { rewriteLatex } from '../changes/label';
import { editable, key, notDrawing, type Action, type ActionContext } from './action';
import { showStage } from './view-actions';

/** Accepts a stage that breaks no rule, and turns to the next one that is still open. */
export function acceptStage({ editor, broken }: ActionContext, stage: Stage): void {
  if (broken.has(stage)) return;
  editor.change('stage.accept', (annotation) => acceptStages(annotation, [stage]));
  const { accepted } = editor.state.annotation;
  const from = STAGES.indexOf(stage);
  const open = [...STAGES.slice(from + 1), ...STAGES.slice(0, from)].find((other) => !accepted[other]);
  if (open) showStage(editor, open);
}

function acceptAll({ editor }: ActionContext) {
  editor.change('formula.accept_all', (annotation) => acceptStages(annotation, STAGES));
}

const sound = (context: ActionContext) => editable(context) && context.broken.size === 0;

export const formulaActions: readonly Action[] = [
  {
    id: 'stage.accept',
    group: 'stage',
    keys: [notDrawing(key('Enter'))],
    modes: ['edit', 'review'],
    enabled: (context) => editable(context) && !context.broken.has(context.editor.state.stage),
    run: (context) => acceptStage(context, context.editor.state.stage),
  },
  {
    id: 'formula.accept_all',
    group: 'formula',
    keys: [key('A')],
    modes: ['edit', 'review'],
    enabled: sound,
    run: acceptAll,
  },
  {
    id: 'formula.finish',
    group: 'formula',
    keys: [key('Shift+Enter')],
    modes: ['edit'],
    reachesText: true,
    enabled: (context) => editable(context) && context.host.submit !== undefined,
    run(context) {
      // With a broken rule the submit names it and stops; nothing is accepted that was not sound.
      if (context.broken.size === 0) acceptAll(context);
      context.host.submit?.();
    },
  },
  {
    id: 'formula.submit',
    group: 'formula',
    keys: [key('Mod+Enter')],
    modes: ['edit'],
    reachesText: true,
    enabled: (context) => editable(context) && context.host.submit !== undefined,
    run: ({ host }) => host.submit?.(),
  },
  {
    id: 'formula.skip',
    group: 'formula',
    keys: [key('S')],
    modes: ['edit'],
    enabled: (context) => editable(context) && context.host.skip !== undefined,
    run: ({ host }) => host.skip?.(),
  },
  {
    id: 'review.approve',
    group: 'formula',
    keys: [key('Shift+Enter')],
    modes: ['review'],
    reachesText: true,
    enabled: ({ host }) => host.approve !== undefined,
    run: ({ host }) => host.approve?.(),
  },
  {
    id: 'review.send_back',
    group: 'formula',
    keys: [key('X')],
    modes: ['review'],
    enabled: ({ host }) => host.sendBack !== undefined,
    run: ({ host }) => host.sendBack?.(),
  },
  {
    id: 'latex.rewrite',
    group: 'latex',
    keys: [key('Shift+R')],
    modes: ['edit', 'review'],
    enabled: editable,
    run: ({ editor }) => void editor.change('latex.rewrite', rewriteLatex),
  },
];
