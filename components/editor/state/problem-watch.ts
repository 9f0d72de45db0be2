import type { Annotation } from '@/lib/domain/annotation/schema';
import { validate, type Problem } from '@/lib/domain/annotation/validate';
import type { Editor } from '@/lib/editor/editor';
import type { Later } from './after-paint';

/** However busy the page is, what is shown is never older than this. */
const LONGEST_WAIT_MS = 600;

/** When there is time, soon: after the frame that shows the change, and between two presses of a held key rather than before the next. */
export const whenBrowserIdle: Later = (run) => {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 50);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, { timeout: LONGEST_WAIT_MS });
  return () => cancelIdleCallback(request);
};

const NONE: readonly Problem[] = [];

/**
 * The broken rules of the annotation. Checking a long formula takes longer than a frame, so that what is shown
 * follows the change after it was painted; whoever decides something asks for what is true now.
 */
export class ProblemWatch {
  #checked: Annotation | null = null;
  #found: readonly Problem[] = NONE;
  #shown: readonly Problem[] = NONE;
  #callOff: (() => void) | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly editor: Editor,
    private readonly whenIdle: Later,
  ) {}

  /** What was found at the last check that had time; the same array as long as nothing else was found. */
  get shown(): readonly Problem[] {
    return this.#shown;
  }

  /** What is broken now. */
  now(): readonly Problem[] {
    const { annotation } = this.editor.state;
    if (annotation === this.#checked) return this.#found;
    const { image, classes } = this.editor.subject;
    const found = validate(annotation, { ...image, classes });
    this.#checked = annotation;
    if (JSON.stringify(found) !== JSON.stringify(this.#found)) this.#found = found;
    return this.#found;
  }

  /** Calls `listener` whenever `shown` is another; the returned function ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Checks after every change of the annotation from now on; the returned function ends it. */
  follow(): () => void {
    const onChange = () => {
      if (this.editor.state.annotation !== this.#checked)
        this.#callOff ??= this.whenIdle(() => this.#check());
      else if (this.#found !== this.#shown) this.#tell();
    };
    onChange();
    const end = this.editor.subscribe(onChange);
    return () => {
      end();
      this.#callOff?.();
      this.#callOff = null;
    };
  }

  #check() {
    this.#callOff = null;
    if (this.now() !== this.#shown) this.#tell();
  }

  #tell() {
    this.#shown = this.#found;
    for (const listener of this.#listeners) listener();
  }
}
