import { boxActions } from './box-actions';
import { cascadeActions } from './cascade-actions';
import { drawActions } from './draw-actions';
import { formulaActions } from './formula-actions';
import { historyActions } from './history-actions';
import { latexActions } from './latex-actions';
import { orderActions } from './order-actions';
import { ActionRegistry } from './registry';
import { selectionActions } from './selection-actions';
import { symbolActions } from './symbol-actions';
import { talkActions } from './talk-actions';
import { viewActions } from './view-actions';

/** The one registry: keys, buttons, hints and the help sheet are all read from it. */
export const editorActions = new ActionRegistry([
  ...formulaActions,
  ...talkActions,
  ...viewActions,
  ...selectionActions,
  ...drawActions,
  ...symbolActions,
  ...boxActions,
  ...orderActions,
  ...cascadeActions,
  ...latexActions,
  ...historyActions,
]);
