import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { EditorMode } from '@/lib/domain/editor-payload';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import { validate } from '@/lib/domain/annotation/validate';
import { editorActions } from '@/lib/editor/actions';
import type { ActionContext, EditorHost } from '@/lib/editor/actions/action';
import { pressKey } from '@/lib/editor/actions/press';
import { Editor, type Committed } from '@/lib/editor/editor';
import { centre, type Box } from '@/lib/domain/geometry/box';
import { imagePoint } from '@/lib/editor/kernels/space';
import { toScreen } from '@/lib/editor/kernels/view';
import { ToolMachine, type RawPointer } from '@/lib/editor/tools/machine';
import { inkOfBoxes } from './drawn-ink';
import { CLASSES, IMAGE, sid, SQUARE, symbolOf } from './formulas';

/** Drives the headless editor as a person would: with a pointer in image pixels, and with keys. */
export class TestEditor {
  readonly editor: Editor;
  readonly tools: ToolMachine;
  readonly committed: Committed[] = [];
  readonly paths: string[] = [];
  readonly host: EditorHost = {};
  mode: EditorMode = 'edit';

  constructor(prediction: Prediction = SQUARE) {
    const annotation = annotationFromPrediction(prediction);
    this.editor = new Editor({ annotation, prediction, image: IMAGE, classes: CLASSES });
    this.tools = new ToolMachine(this.editor);
    this.editor.onCommit((change) => this.committed.push(change));
  }

  get state() {
    return this.editor.state;
  }

  get latex(): string {
    return this.state.annotation.label.latex;
  }

  symbol(id: string) {
    return symbolOf(this.state.annotation, id);
  }

  /** Problems of the annotation by code. */
  get problems(): string[] {
    return validate(this.state.annotation, { ...IMAGE, classes: CLASSES }).map(({ code }) => code);
  }

  /** What the pointer is and which keys are held with it, until it is said anew. */
  pointer: Pick<RawPointer, 'alt' | 'kind'> = {};

  /** The picture of the formula has these strokes of ink, each a filled box. */
  written(...strokes: readonly Box[]): this {
    this.editor.ink.provide(() => inkOfBoxes(IMAGE, strokes));
    return this;
  }

  with(pointer: Pick<RawPointer, 'alt' | 'kind'>): this {
    this.pointer = pointer;
    return this;
  }

  #at(x: number, y: number, shift = false): RawPointer {
    return { ...toScreen(this.state.view, imagePoint(x, y)), shift, ...this.pointer };
  }

  down(x: number, y: number, shift = false): this {
    this.tools.down(this.#at(x, y, shift));
    this.paths.push(this.tools.path);
    return this;
  }

  /** Pressed at the first point, moved through all, let go at the last. */
  trace(points: readonly (readonly [number, number])[], shift = false): this {
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) throw new Error('a trace has points');
    this.down(first[0], first[1], shift);
    for (const point of points) this.move(...point);
    return this.up(...last);
  }

  move(x: number, y: number): this {
    this.tools.move(this.#at(x, y));
    this.paths.push(this.tools.path);
    return this;
  }

  up(x: number, y: number): this {
    this.tools.up(this.#at(x, y));
    this.paths.push(this.tools.path);
    return this;
  }

  click(x: number, y: number, shift = false): this {
    return this.down(x, y, shift).up(x, y);
  }

  drag(from: [number, number], to: [number, number]): this {
    return this.down(...from)
      .move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
      .move(...to)
      .up(...to);
  }

  clickSymbol(id: string, shift = false): this {
    const { x, y } = centre(this.symbol(id).box);
    return this.click(x, y, shift);
  }

  select(...ids: string[]): this {
    this.editor.update({ selection: ids.map(sid) as SymbolId[] });
    return this;
  }

  /** Presses keys by their registry names; a key that means nothing here fails the test. */
  press(...names: string[]): this {
    for (const name of names) {
      const action = editorActions.forKey(name, this.state.stage, this.mode, this.state.tool);
      if (!action) throw new Error(`${name} means nothing in ${this.state.stage}`);
      editorActions.run(action.id, this.context());
    }
    return this;
  }

  /** A key held down: the presses after the first repeat. */
  hold(name: string, times: number): this {
    for (let index = 0; index < times; index++)
      pressKey(name, this.mode, { ...this.context(), held: index > 0 });
    return this;
  }

  /** A key as the page sends it. @returns whether it was the editor's and not the browser's. */
  taken(name: string): boolean {
    return pressKey(name, this.mode, this.context());
  }

  context(): ActionContext {
    const { editor, tools, host } = this;
    const problems = validate(this.state.annotation, { ...IMAGE, classes: CLASSES });
    const broken = new Set(problems.filter(({ severity }) => severity === 'error').map(({ stage }) => stage));
    return { editor, tools, host, broken, held: false };
  }
}
