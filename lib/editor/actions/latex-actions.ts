import { compareLatexWithTree } from '@/lib/domain/latex';
import { acceptStages } from '../changes/acceptance';
import { editable, key, type Action } from './action';

export const latexActions: readonly Action[] = [
  {
    id: 'latex.keep',
    group: 'latex',
    keys: [],
    modes: ['edit', 'review'],
    // Asked after every change, so it looks only at what costs nothing; whether they differ is found out when it runs.
    enabled: (context) => editable(context) && !context.editor.state.annotation.accepted.converter,
    run({ editor, broken }) {
      // Somebody looked at the difference and says that the label is right: the stage is accepted, with its warning.
      if (broken.has('converter') || compareLatexWithTree(editor.state.annotation).agrees) return;
      editor.change('latex.keep', (now) => acceptStages(now, ['converter']));
    },
  },
  {
    id: 'latex.blend',
    group: 'latex',
    keys: [key('G')],
    enabled: () => true,
    run({ editor }) {
      const { on, amount } = editor.state.blend;
      editor.update({ blend: { on: !on, amount } });
    },
  },
];
