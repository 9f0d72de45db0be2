import type { Stage } from '@/lib/domain/stages';
import type { Editor } from '../editor';
import type { EditorMode } from '@/lib/domain/editor-payload';
import { TOOLS, type ToolName } from '../state';
import type { ToolMachine } from '../tools/machine';

/** What the screen around the editor can do; every one may be missing where it makes no sense. */
export interface EditorHost {
  /** Saves what is left, freezes a revision, goes on to the next formula. */
  submit?(): void;
  skip?(): void;
  /** Says what is wrong with the formula as a whole. */
  flag?(): void;
  approve?(): void;
  sendBack?(): void;
  saveNow?(): void;
  toggleHelp?(): void;
  togglePalette?(): void;
  startTour?(): void;
}

export interface ActionContext {
  readonly editor: Editor;
  readonly tools: ToolMachine;
  readonly host: EditorHost;
  /** Ids of stages that have a broken rule now. */
  readonly broken: ReadonlySet<Stage>;
  /** The key is held down: what it does belongs to the step that the first press began. */
  readonly held: boolean;
}

export interface KeyBinding {
  readonly key: string;
  /** Stages in which the key means this action; all when left out. */
  readonly stages?: readonly Stage[];
  /** Tools with which the key means this action; all when left out. */
  readonly tools?: readonly ToolName[];
}

export const ACTION_GROUPS = [
  'formula',
  'stage',
  'symbol',
  'draw',
  'class',
  'order',
  'latex',
  'cascade',
  'view',
  'history',
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/**
 * Something a person can do, as data: keys, buttons, hints and the help sheet are all read from it.
 * Its name on the screen is the message `editor.actions.<id>`.
 */
export interface Action {
  readonly id: string;
  readonly group: ActionGroup;
  readonly keys: readonly KeyBinding[];
  /** Modes in which it exists; all when left out. */
  readonly modes?: readonly EditorMode[];
  /** Its key works while somebody types in one of the editor's fields, unless it is a key that types. */
  readonly reachesText?: boolean;
  /** Held down, its key does it again and again. The others do it once for a press: what comes up next was not meant. */
  readonly repeats?: boolean;
  enabled(context: ActionContext): boolean;
  run(context: ActionContext): void;
}

export const key = (name: string, ...stages: Stage[]): KeyBinding =>
  stages.length > 0 ? { key: name, stages } : { key: name };

/** A key that means something else while the pen is in the hand. */
export const notDrawing = (binding: KeyBinding): KeyBinding => ({
  ...binding,
  tools: ['select', 'lasso', 'pan'],
});

/** A key that means something else while symbols of the ordering are chosen by keys. */
export const notChoosing = (binding: KeyBinding): KeyBinding => ({
  ...binding,
  tools: TOOLS.filter((tool) => tool !== 'path' && tool !== 'parent'),
});

export const editable = ({ editor }: ActionContext): boolean => !editor.state.readOnly;
const hasSelection = ({ editor }: ActionContext): boolean => editor.state.selection.length > 0;
export const editsSelection = (context: ActionContext): boolean => editable(context) && hasSelection(context);
/** Exactly one symbol is selected. */
export const editsOne = (context: ActionContext): boolean =>
  editable(context) && context.editor.state.selection.length === 1;
