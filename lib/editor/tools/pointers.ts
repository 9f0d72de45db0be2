import { handleAt } from '../kernels/hit-test';
import { screenPoint, type ScreenPoint } from '../kernels/space';
import { panBy, toImage, zoomAt, type View } from '../kernels/view';
import type { RawPointer, ToolMachine } from './machine';
import { reachOf, symbolsUnder, type PointerKind } from './state-node';

/** A pointer of the screen; several fingers have an `id` each. Times in milliseconds. */
export interface ScreenPointer extends RawPointer {
  readonly id: number;
  readonly kind: PointerKind;
  readonly time: number;
  /** The middle button, or the space bar is held: the paper is moved, whatever the tool. */
  readonly pans?: boolean;
}

/** Waits, unless it is ended before. */
export type Wait = (ms: number, then: () => void) => () => void;

/** A finger that rests so long begins a frame. */
export const LONG_PRESS_MS = 450;
/** So long after the pen a touch is the hand that holds it. */
export const PALM_MS = 500;

interface Pinch {
  readonly view: View;
  readonly middle: ScreenPoint;
  readonly distance: number;
}

type Place = Pick<RawPointer, 'x' | 'y'>;
const middleOf = (a: Place, b: Place) => screenPoint((a.x + b.x) / 2, (a.y + b.y) / 2);
const distanceOf = (a: Place, b: Place) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

/**
 * Turns what mouse, pen and fingers do into what the tools understand. One finger handles what it begins on, and
 * moves the paper where that is nothing; resting, it pulls up a frame. Two fingers zoom and move the paper. While the pen
 * is in use, and shortly after, touches are the palm and mean nothing.
 */
export class Pointers {
  readonly #fingers = new Map<number, RawPointer>();
  /**
   * What the fingers on the screen are doing together: `tool` works with what is under one, `paper` is about to move the
   * paper, `pan` moves it, `pinch` is two, `over` waits for all to be lifted.
   */
  #touch: 'none' | 'tool' | 'paper' | 'pan' | 'pinch' | 'over' = 'none';
  /** Where the only finger came down. */
  #start: ScreenPointer | null = null;
  #pinch: Pinch | null = null;
  #endWait: (() => void) | null = null;
  #pen: number | null = null;
  #penTime = -Infinity;

  constructor(
    readonly tools: ToolMachine,
    readonly wait: Wait,
  ) {}

  down(pointer: ScreenPointer): void {
    if (pointer.kind === 'touch') return this.#fingerDown(pointer);
    if (pointer.kind === 'pen') this.#penDown(pointer);
    if (pointer.pans) this.tools.pan(pointer);
    else this.tools.down(pointer);
  }

  move(pointer: ScreenPointer): void {
    if (pointer.kind === 'touch') return this.#fingerMove(pointer);
    if (pointer.kind === 'pen') this.#penTime = pointer.time;
    this.tools.move(pointer);
  }

  up(pointer: ScreenPointer): void {
    if (pointer.kind === 'touch') return this.#fingerUp(pointer);
    if (pointer.id === this.#pen) [this.#pen, this.#penTime] = [null, pointer.time];
    this.tools.up(pointer);
  }

  /** The system took a pointer away: what it was doing never happened. */
  cancel({ id, kind }: Pick<ScreenPointer, 'id' | 'kind'>): void {
    if (kind !== 'touch') {
      if (id === this.#pen) this.#pen = null;
      return this.tools.cancel();
    }
    if (!this.#fingers.delete(id)) return;
    this.#drop();
    if (this.#fingers.size === 0) this.#touch = 'none';
  }

  #penDown({ id, time }: ScreenPointer) {
    // The palm came down first.
    if (this.#fingers.size > 0) this.#drop();
    [this.#pen, this.#penTime] = [id, time];
  }

  /** Gives up what the fingers were doing, until all are lifted. */
  #drop() {
    this.#stopWaiting();
    if (this.#touch === 'tool' || this.#touch === 'pan') this.tools.cancel();
    this.#touch = 'over';
  }

  #isPalm({ time }: ScreenPointer): boolean {
    return this.#pen !== null || time - this.#penTime < PALM_MS;
  }

  #fingerDown(pointer: ScreenPointer) {
    if (this.#isPalm(pointer)) return;
    this.#fingers.set(pointer.id, pointer);
    if (this.#touch === 'over') return;
    if (this.#fingers.size > 1) return this.#beginPinch();
    this.#start = pointer;
    const handled = !pointer.pans && this.#handles(pointer);
    this.#touch = handled ? 'tool' : 'paper';
    if (handled) this.tools.down(pointer);
    if (this.tools.editor.state.tool !== 'select') return;
    this.#endWait = this.wait(LONG_PRESS_MS, () => {
      this.#endWait = null;
      this.tools.cancel();
      this.#touch = 'tool';
      this.tools.brush(pointer);
    });
  }

  /** Does the tool do something with a finger here? With nothing under it, a selecting finger moves the paper. */
  #handles(pointer: ScreenPointer): boolean {
    const { editor } = this.tools;
    const { tool, annotation, selection, stage, readOnly, view } = editor.state;
    if (tool !== 'select') return true;
    const input = this.tools.input(pointer);
    if (symbolsUnder(editor, input).length > 0) return true;
    const [only] = selection.length === 1 ? selection : [];
    const box = only && stage === 'detector' && !readOnly && annotation.symbols[only]?.box;
    return Boolean(box && handleAt(box, toImage(view, input.screen), reachOf(input).handle / view.scale));
  }

  #fingerMove(pointer: ScreenPointer) {
    if (!this.#fingers.has(pointer.id)) return;
    this.#fingers.set(pointer.id, pointer);
    if (this.#touch === 'pinch') return this.#showPinch();
    // A finger that trembles rests.
    const start = this.#start ?? pointer;
    const rests = Math.hypot(pointer.x - start.x, pointer.y - start.y) < reachOf(pointer).click;
    if (!rests) this.#stopWaiting();
    if (this.#touch === 'paper' && !rests) {
      this.#touch = 'pan';
      this.tools.pan(start);
    }
    if (this.#touch === 'tool' || this.#touch === 'pan') this.tools.move(pointer);
  }

  #fingerUp(pointer: ScreenPointer) {
    if (!this.#fingers.delete(pointer.id)) return;
    this.#stopWaiting();
    if (this.#touch === 'tool' || this.#touch === 'pan') this.tools.up(pointer);
    // A tap on paper ends the selection, as a click does.
    else if (this.#touch === 'paper') this.tools.editor.update({ selection: [], highlighted: [] });
    const [left] = this.#fingers.values();
    if (this.#touch === 'pinch' && left) {
      // The finger that stays goes on moving the paper.
      this.#touch = 'pan';
      this.tools.pan(left);
    } else if (!left) this.#touch = 'none';
  }

  #beginPinch() {
    const [a, b] = this.#fingers.values();
    if (!a || !b || this.#fingers.size > 2) return;
    this.#stopWaiting();
    // What the first finger began on a symbol was the beginning of this.
    if (this.#touch === 'tool') this.tools.cancel();
    else this.tools.rest();
    this.#touch = 'pinch';
    this.#pinch = {
      view: this.tools.editor.state.view,
      middle: middleOf(a, b),
      distance: distanceOf(a, b),
    };
  }

  #showPinch() {
    const [a, b] = this.#fingers.values();
    if (!a || !b || !this.#pinch) return;
    const { view, middle, distance } = this.#pinch;
    const now = middleOf(a, b);
    const zoomed = zoomAt(view, middle, distanceOf(a, b) / distance);
    this.tools.editor.update({ view: panBy(zoomed, now.x - middle.x, now.y - middle.y), fitted: false });
  }

  #stopWaiting() {
    this.#endWait?.();
    this.#endWait = null;
  }
}
