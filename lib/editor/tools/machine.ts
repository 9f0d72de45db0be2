import type { Stage } from '@/lib/domain/stages';
import type { Editor } from '../editor';
import { toImage } from '../kernels/view';
import { screenPoint } from '../kernels/space';
import type { ToolName } from '../state';
import { cutPlacing } from './cut';
import { drawIdle } from './draw';
import { lassoIdle } from './lasso';
import { panIdle, panning } from './pan';
import { parentIdle } from './parent';
import { pathIdle } from './path';
import { brushing, selectIdle } from './select';
import {
  hover,
  type LastClick,
  type Machine,
  type PointerInput,
  type PointerKind,
  type StateNode,
  type SteerInput,
} from './state-node';

const IDLE: Record<ToolName, (machine: Machine) => StateNode> = {
  select: selectIdle,
  lasso: lassoIdle,
  draw: drawIdle,
  cut: cutPlacing,
  pan: panIdle,
  path: pathIdle,
  parent: parentIdle,
};

/** A pointer as the screen reports it, in CSS pixels from the canvas's corner. */
export interface RawPointer {
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
  readonly alt?: boolean;
  /** A mouse when left out. */
  readonly kind?: PointerKind;
}

/** Runs the tools: feeds pointer input to the current state and lets states follow each other. */
export class ToolMachine implements Machine {
  #state: StateNode;
  /** The stage in which the pointer was pressed. */
  #stage: Stage;
  lastClick: LastClick | null = null;

  constructor(readonly editor: Editor) {
    this.#state = IDLE[editor.state.tool](this);
    this.#stage = editor.state.stage;
  }

  /** E.g. `select.resizing`. */
  get path(): string {
    return this.#state.path;
  }

  get cursor(): string {
    return this.#state.cursor;
  }

  go(state: StateNode): void {
    this.#state = state;
  }

  rest(): void {
    this.go(IDLE[this.editor.state.tool](this));
  }

  /** Chooses a tool; a gesture in progress is dropped. */
  choose(tool: ToolName): void {
    this.cancel();
    this.editor.update({ tool });
    this.rest();
  }

  down(raw: RawPointer): void {
    this.#settle();
    this.#stage = this.editor.state.stage;
    this.#state.down?.(this.input(raw));
  }

  move(raw: RawPointer): void {
    this.#stayInStage();
    this.#settle();
    const input = this.input(raw);
    if (this.#state.move) this.#state.move(input);
    else hover(this.editor, input);
  }

  up(raw: RawPointer): void {
    this.#stayInStage();
    this.#state.up?.(this.input(raw));
  }

  /** Does the tool take arrow keys now? */
  get steers(): boolean {
    this.#settle();
    return this.#state.steer !== undefined && !this.editor.state.readOnly;
  }

  steer(input: SteerInput): void {
    if (this.steers) this.#state.steer?.(input);
  }

  /** Is there something that Enter takes? */
  get confirms(): boolean {
    const { drawing, cut, path, parent } = this.editor.state.gesture ?? {};
    return this.steers && this.#state.confirm !== undefined && Boolean(drawing ?? cut ?? path ?? parent);
  }

  confirm(): void {
    if (this.confirms) this.#state.confirm?.();
  }

  /** A digit of a symbol's number, where numbers choose. */
  type(digit: string): void {
    if (this.steers) this.#state.type?.(digit);
  }

  /** Takes back the last digit or step. */
  back(): void {
    if (this.steers) this.#state.back?.();
  }

  cancel(): void {
    this.#state.cancel?.();
    this.editor.update({ gesture: null, offered: null });
    this.rest();
  }

  get #resting(): boolean {
    return /\.(?:idle|placing|walking)$/u.test(this.#state.path);
  }

  /** The tool may have been changed from outside (by an action) while no gesture was going on. */
  #settle() {
    const { tool } = this.editor.state;
    if (this.#resting && !this.#state.path.startsWith(`${tool}.`)) this.rest();
  }

  /** An action may have turned to another stage meanwhile: a gesture ends with its own. */
  #stayInStage() {
    if (!this.#resting && this.editor.state.stage !== this.#stage) this.cancel();
  }

  /** A pointer in both spaces, as the tools see it. */
  input({ x, y, shift, alt = false, kind = 'mouse' }: RawPointer): PointerInput {
    const screen = screenPoint(x, y);
    return { screen, image: toImage(this.editor.state.view, screen), shift, alt, kind };
  }

  /** Drags the paper from here on, whatever the tool. */
  pan(raw: RawPointer): void {
    this.#stage = this.editor.state.stage;
    this.go(panning(this, this.input(raw)));
  }

  /** Pulls up a frame from here on, whatever is under the pointer. */
  brush(raw: RawPointer): void {
    this.#stage = this.editor.state.stage;
    this.go(brushing(this, this.input(raw)));
  }
}
