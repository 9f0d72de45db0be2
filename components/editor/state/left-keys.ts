import type { Action } from '@/lib/editor/actions/action';

/** What has the focus, as far as it decides which keys are its own. */
export interface Focused {
  readonly tag: string;
  /** Of an input: `range`, `text` … */
  readonly type: string;
  /** Text is written in it. */
  readonly typing: boolean;
  /** The editor's own name for a field. */
  readonly field: string | undefined;
  readonly place: 'page' | 'canvas' | 'dialog' | 'panel';
}

/** Keys that mean something to a control, and are left to it. */
const OWN_KEYS: Record<string, readonly string[]> = {
  BUTTON: ['Enter', 'Space', 'Tab'],
  A: ['Enter', 'Tab'],
  SELECT: ['Enter', 'Space', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
  SUMMARY: ['Enter', 'Space', 'Tab'],
};
const MOVES_SLIDER = /(?:Arrow\w+|Home|End|PageUp|PageDown)$/u;
/** What comes up over the editor goes again by the key that brought it. */
const OVER_THE_EDITOR = ['view.help', 'view.palette'];

/** Keys that write or move in a text field, whatever action a person has given them to. */
const types = (name: string) => !/^(?:Mod|Alt)\+|^(?:Shift\+)?(?:Enter|F\d+)$/u.test(name);

function leftToField(field: string | undefined, name: string, action: Action | undefined): boolean {
  if (field === undefined || !action || types(name)) return true;
  // The LaTeX source is the annotation's own: its undo is the editor's, and Enter accepts the stage.
  if (field === 'latex' && (action.group === 'history' || action.id === 'stage.accept')) return false;
  return !action.reachesText || name === 'Enter';
}

/**
 * Is a key press the business of what has the focus, and not of the editor? `action` is what the key would mean to the
 * editor. Under a dialog nothing is changed: who reads the help must not hand in what lies behind it.
 */
export function leftToControl(focused: Focused, name: string, action: Action | undefined): boolean {
  const { tag, type, typing, field, place } = focused;
  if (place === 'canvas') return false;
  // Tab is the editor's only on the canvas and on the bare page; elsewhere it walks through the controls.
  if (name === 'Tab' && place !== 'page') return true;
  if (typing) return leftToField(field, name, action);
  if (place === 'dialog') return !action || !OVER_THE_EDITOR.includes(action.id);
  if (tag === 'INPUT' && type === 'range') return MOVES_SLIDER.test(name);
  return OWN_KEYS[tag]?.includes(name) ?? false;
}
