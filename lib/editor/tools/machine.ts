import type { Editor } from '../editor';
import { toImage } from '../kernels/view';
import { screenPoint } from '../kernels/space';
import type { ToolName } from '../state';
import { drawIdle } from './draw';
import { panIdle } from './pan';
import { selectIdle } from './select';
import { hover, type Machine, type PointerInput, type StateNode, type SteerInput } from './state-node';

const IDLE: Record<ToolName, (machine: Machine) => StateNode> = {
  select: selectIdle,
  draw: drawIdle,
  pan: panIdle,
};

/** A pointer as the screen reports it, in CSS pixels from the canvas's corner. */
export interface RawPointer {
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
}

/** Runs the tools: feeds pointer input to the current state and lets states follow each other. */
export class ToolMachine implements Machine {
  #state: StateNode;

  constructor(readonly editor: Editor) {
    this.#state = IDLE[editor.state.tool](this);
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
    this.#state.down?.(this.#input(raw));
  }

  move(raw: RawPointer): void {
    this.#settle();
    const input = this.#input(raw);
    if (this.#state.move) this.#state.move(input);
    else hover(this.editor, input);
  }

  up(raw: RawPointer): void {
    this.#state.up?.(this.#input(raw));
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
    return this.steers && this.#state.confirm !== undefined && Boolean(this.editor.state.gesture?.drawing);
  }

  confirm(): void {
    if (this.confirms) this.#state.confirm?.();
  }

  cancel(): void {
    this.#state.cancel?.();
    this.editor.update({ gesture: null, pickingParent: null });
    this.rest();
  }

  /** The tool may have been changed from outside (by an action) while no gesture was going on. */
  #settle() {
    const { tool } = this.editor.state;
    const resting = /\.(?:idle|placing)$/u.test(this.#state.path);
    if (resting && !this.#state.path.startsWith(`${tool}.`)) this.rest();
  }

  #input({ x, y, shift }: RawPointer): PointerInput {
    const screen = screenPoint(x, y);
    return { screen, image: toImage(this.editor.state.view, screen), shift };
  }
}
