import { acceptProposals, refuseProposals, shownIds } from '../cascade/decide';
import { currentItem } from '../cascade/state';
import { editable, key, type Action, type ActionContext } from './action';

const current = ({ editor }: ActionContext) => currentItem(editor.state, editor.subject);
const decides = (context: ActionContext) => editable(context) && current(context) !== null;

/** Deciding about what the models propose after a correction. */
export const cascadeActions: readonly Action[] = [
  {
    id: 'cascade.accept',
    group: 'cascade',
    keys: [key('Y')],
    modes: ['edit', 'review'],
    enabled: decides,
    run(context) {
      const item = current(context);
      if (item) acceptProposals(context.editor, [item.id], 'cascade.accept');
    },
  },
  {
    id: 'cascade.refuse',
    group: 'cascade',
    keys: [key('U')],
    modes: ['edit', 'review'],
    enabled: decides,
    run(context) {
      const item = current(context);
      if (item) refuseProposals(context.editor, [item.id]);
    },
  },
  {
    id: 'cascade.accept_all',
    group: 'cascade',
    keys: [key('Shift+Y')],
    modes: ['edit', 'review'],
    enabled: decides,
    run: ({ editor }) => void acceptProposals(editor, shownIds(editor), 'cascade.accept_all'),
  },
  {
    id: 'cascade.refuse_all',
    group: 'cascade',
    keys: [key('Shift+U')],
    modes: ['edit', 'review'],
    enabled: decides,
    run: ({ editor }) => refuseProposals(editor, shownIds(editor)),
  },
];
