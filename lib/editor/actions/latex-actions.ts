import { compareLatexWithTree } from '@/lib/domain/latex';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { acceptStages } from '../changes/acceptance';
import { editable, key, type Action } from './action';

/** The last answer: buttons ask after every change of state, most of which leave the annotation alone. */
let last: { annotation: Annotation; differs: boolean } | null = null;

function differs(annotation: Annotation): boolean {
  if (last?.annotation !== annotation) {
    last = { annotation, differs: !compareLatexWithTree(annotation).agrees };
  }
  return last.differs;
}

export const latexActions: readonly Action[] = [
  {
    id: 'latex.keep',
    group: 'latex',
    keys: [],
    modes: ['edit', 'review'],
    // Somebody looked at the difference and says that the label is right: the stage is accepted, with its warning.
    enabled: (context) => {
      const { annotation } = context.editor.state;
      const open = editable(context) && !annotation.accepted.converter;
      return open && differs(annotation) && !context.broken.has('converter');
    },
    run: ({ editor }) => void editor.change('latex.keep', (now) => acceptStages(now, ['converter'])),
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
