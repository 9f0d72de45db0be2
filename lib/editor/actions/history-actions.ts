import { key, type Action } from './action';
import { revealSelection } from './view-actions';

export const historyActions: readonly Action[] = [
  {
    id: 'history.undo',
    group: 'history',
    keys: [key('Mod+Z')],
    repeats: true,
    enabled: ({ editor }) => !editor.state.readOnly && editor.state.history.undo.length > 0,
    run({ editor }) {
      editor.undo();
      revealSelection(editor);
    },
  },
  {
    id: 'history.redo',
    group: 'history',
    keys: [key('Mod+Shift+Z'), key('Mod+Y')],
    repeats: true,
    enabled: ({ editor }) => !editor.state.readOnly && editor.state.history.redo.length > 0,
    run({ editor }) {
      editor.redo();
      revealSelection(editor);
    },
  },
  {
    id: 'history.save',
    group: 'history',
    keys: [key('Mod+S')],
    reachesText: true,
    enabled: ({ host }) => host.saveNow !== undefined,
    run: ({ host }) => host.saveNow?.(),
  },
];
