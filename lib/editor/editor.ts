import { diffAnnotations, isEmptyDiff, type Diff } from '@/lib/domain/annotation/diff';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { NO_CASCADE } from './cascade/state';
import { withConsequences } from './changes/consequences';
import { EMPTY_HISTORY, record, redo, undo, type History, type Turned } from './history/history';
import { DEFAULT_BLEND } from './kernels/blend';
import { predictedById } from './kernels/confidence';
import type { Size } from './kernels/space';
import { InkSource } from './ink-source';
import { fitView } from './kernels/view';
import type { EditorState, EditorSubject, FocusRequest, Remark, ToolName } from './state';
import { randomUuid } from './uuid';

/** A change as the editor reports it; the save client turns it into an `Edit`. */
export interface Committed {
  readonly diff: Diff;
  readonly action: string;
  readonly mark: string;
  readonly source: 'user' | 'model';
}

export interface ChangeOptions {
  /** Changes with the same mark are one step of undo and may be sent as one edit. */
  readonly mark?: string;
  readonly selection?: readonly SymbolId[];
}

export interface EditorInput {
  readonly annotation: Annotation;
  readonly prediction: Prediction | null;
  readonly image: Size;
  readonly classes: readonly string[];
  readonly history?: History;
  readonly readOnly?: boolean;
  /** Classes written at the boxes in every stage. */
  readonly labels?: boolean;
}

/** Ends what is being done by hand; a tool that was taken for this one thing is put down with it. */
function letGo(tool: ToolName): Pick<EditorState, 'gesture' | 'tool'> {
  return { gesture: null, tool: tool === 'cut' || tool === 'parent' ? 'select' : tool };
}

const INITIAL_VIEWPORT: Size = { width: 960, height: 540 };

/**
 * The headless editor of one formula: holds the state, commits changes, keeps the history. It knows
 * no screen and no network; tools and actions act on it, the save client listens to it.
 */
export class Editor {
  readonly subject: EditorSubject;
  /** What is written on the picture. */
  readonly ink = new InkSource();
  #state: EditorState;
  readonly #listeners = new Set<() => void>();
  readonly #commitListeners = new Set<(change: Committed) => void>();

  constructor(input: EditorInput) {
    const { annotation, prediction, image, classes } = input;
    this.subject = { image, prediction, predicted: predictedById(prediction), classes };
    this.#state = {
      annotation,
      history: input.history ?? EMPTY_HISTORY,
      selection: [],
      hovered: null,
      highlighted: [],
      spoken: [],
      blend: DEFAULT_BLEND,
      stage: 'detector',
      tool: 'select',
      gesture: null,
      view: fitView(image, INITIAL_VIEWPORT),
      viewport: INITIAL_VIEWPORT,
      fitted: true,
      readOnly: input.readOnly ?? false,
      focus: null,
      tabLeaves: false,
      recentClasses: [],
      labels: input.labels ?? false,
      commented: new Map(),
      offered: null,
      snap: true,
      remark: null,
      proposals: new Map(),
      cascade: NO_CASCADE,
    };
  }

  get state(): EditorState {
    return this.#state;
  }

  /** Calls `listener` after every change of state; the returned function ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` for every change of the annotation that has to be saved, in order. */
  onCommit(listener: (change: Committed) => void): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  /** Changes what is not the annotation: selection, view, tool. Never saved, never undone. */
  update(patch: Partial<Omit<EditorState, 'annotation' | 'history'>>): void {
    this.#set(patch);
  }

  /**
   * Changes the annotation as the person's doing: with its consequences, one step of undo, reported
   * to be saved. Does nothing while read-only, or when `change` changes nothing.
   * @returns whether anything changed.
   */
  change(
    action: string,
    change: (annotation: Annotation) => Annotation,
    options: ChangeOptions = {},
  ): boolean {
    const before = this.#state;
    if (before.readOnly) return false;
    const annotation = withConsequences(before.annotation, change(before.annotation));
    const diff = diffAnnotations(before.annotation, annotation);
    if (isEmptyDiff(diff)) return false;
    const mark = options.mark ?? randomUuid();
    this.#set({
      annotation,
      history: record(before.history, { action, mark, diff, selection: [...before.selection] }),
      selection: options.selection ?? before.selection.filter((id) => annotation.symbols[id]),
      highlighted: [],
    });
    this.#report({ diff, action, mark, source: 'user' });
    return true;
  }

  /** Takes back the last step of the person. @returns whether there was one. */
  undo(): boolean {
    return this.#turn('history.undo', undo);
  }

  redo(): boolean {
    return this.#turn('history.redo', redo);
  }

  /** Takes in what the server says the annotation is, after others changed it. Not undone by undo. */
  receive(annotation: Annotation): void {
    const existing = (ids: readonly SymbolId[]) => ids.filter((id) => annotation.symbols[id]);
    const { selection, highlighted, hovered, tool } = this.#state;
    this.#set({
      annotation,
      selection: existing(selection),
      highlighted: existing(highlighted),
      hovered: hovered !== null && annotation.symbols[hovered] ? hovered : null,
      ...letGo(tool),
    });
  }

  /** Puts back the history of an earlier visit, which was stored with the unsaved edits. */
  restoreHistory(history: History): void {
    this.#set({ history });
  }

  /** Asks the screen to move the keyboard's focus. */
  requestFocus(target: FocusRequest['target']): void {
    this.#set({ focus: { target, count: (this.#state.focus?.count ?? 0) + 1 } });
  }

  /** Says why nothing happened. */
  remark(what: Remark['what']): void {
    const { annotation, selection } = this.#state;
    this.#set({ remark: { what, annotation, selection } });
  }

  #turn(
    action: string,
    turn: (history: History, annotation: Annotation, selection: SymbolId[]) => Turned | null,
  ) {
    const { annotation, history, selection, readOnly, tool } = this.#state;
    const turned = readOnly ? null : turn(history, annotation, [...selection]);
    if (!turned) return false;
    this.#set({
      annotation: turned.annotation,
      history: turned.history,
      selection: turned.selection.filter((id) => turned.annotation.symbols[id]),
      highlighted: [],
      ...letGo(tool),
    });
    if (!isEmptyDiff(turned.diff)) {
      this.#report({ diff: turned.diff, action, mark: randomUuid(), source: 'user' });
    }
    return true;
  }

  #set(patch: Partial<EditorState>) {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }

  #report(change: Committed) {
    for (const listener of this.#commitListeners) listener(change);
  }
}
