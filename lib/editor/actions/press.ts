import type { EditorMode } from '@/lib/domain/editor-payload';
import { editorActions } from '.';
import type { ActionContext } from './action';
import type { ActionRegistry } from './registry';

const MODIFIER = /(?:Shift|Control|Alt|Meta)$/u;
/** Keys that do not end the way out with Tab: those it is made of. */
const ON_THE_WAY_OUT = /^(?:Escape|(?:Shift\+)?Tab)$/u;

/**
 * Does what a key means here and now, by the person's own keys. `name` as `keyName` gives it.
 * @returns whether the key was the editor's. The others are left to the browser; among them Tab after Escape, and after
 * a Tab that found nothing uncertain, which go on to the next control as everywhere else.
 */
export function pressKey(
  name: string,
  mode: EditorMode,
  context: ActionContext,
  actions: ActionRegistry = editorActions,
): boolean {
  const { editor } = context;
  if (MODIFIER.test(name)) return false;
  if (editor.state.tabLeaves && !ON_THE_WAY_OUT.test(name)) editor.update({ tabLeaves: false });
  const action = actions.forKey(name, editor.state.stage, mode, editor.state.tool);
  if (!action) return false;
  if (context.held && !action.repeats) return true;
  const ran = actions.run(action.id, context);
  return ran || name !== 'Tab';
}
