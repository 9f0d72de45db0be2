import type { Editor } from '@/lib/editor/editor';
import type { Later } from './after-paint';

/**
 * Tells the panels of the editor's changes: after the frame in which the canvas shows them, and once for all changes
 * until then. What the hand does is seen first; a list of symbols may follow a frame later. Only where the keyboard
 * goes is told at once, since the next key is meant for it.
 */
export class ScreenFeed {
  readonly #listeners = new Set<() => void>();
  #focus: Editor['state']['focus'];
  #callOff: (() => void) | null = null;
  #end: (() => void) | null = null;

  constructor(
    private readonly editor: Editor,
    private readonly later: Later,
  ) {
    this.#focus = editor.state.focus;
  }

  /** Calls `listener` when there is something new to show; the returned function ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#end ??= this.editor.subscribe(this.#onChange);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#end?.();
      this.#end = null;
      this.#drop();
    };
  };

  readonly #onChange = () => {
    if (this.editor.state.focus !== this.#focus) this.#tell();
    else this.#callOff ??= this.later(this.#tell);
  };

  readonly #tell = () => {
    this.#drop();
    this.#focus = this.editor.state.focus;
    for (const listener of this.#listeners) listener();
  };

  #drop() {
    this.#callOff?.();
    this.#callOff = null;
  }
}
