import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Editor } from '../editor';
import { symbolsAt } from '../kernels/hit-test';
import type { Direction } from '../kernels/new-box';
import type { ImagePoint, ScreenPoint } from '../kernels/space';

export type PointerKind = 'mouse' | 'pen' | 'touch';

/** A pointer as the tools see it, in both spaces. */
export interface PointerInput {
  readonly screen: ScreenPoint;
  readonly image: ImagePoint;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly kind: PointerKind;
}

/** An arrow key as the tools see it. */
export interface SteerInput {
  readonly direction: Direction;
  /** The arrow changes the size, and not the place. */
  readonly sizing: boolean;
  /** The key is held down: what it does goes faster. */
  readonly held: boolean;
}

interface Reach {
  /** What is within so many screen pixels of the pointer counts as hit. */
  readonly hit: number;
  /** The same for handles: half the side of the square that takes hold of one. */
  readonly handle: number;
  /** A press that travels less than this is a click. */
  readonly click: number;
}

/** What is under a mouse pointer counts as hit within this many screen pixels. */
export const HIT_SLACK = 4;

/** A finger hides what it points at, and a pen trembles. */
const REACH: Record<PointerKind, Reach> = {
  mouse: { hit: HIT_SLACK, handle: 9, click: 4 },
  pen: { hit: 7, handle: 12, click: 5 },
  touch: { hit: 12, handle: 20, click: 9 },
};

export const reachOf = ({ kind }: Pick<PointerInput, 'kind'>): Reach => REACH[kind];

/**
 * One state of interaction. A state is made when it is entered, with the snapshot of the gesture's
 * start, and computes everything from that; it leaves by `machine.go`.
 */
export interface StateNode {
  readonly path: string;
  readonly cursor: string;
  down?(input: PointerInput): void;
  move?(input: PointerInput): void;
  up?(input: PointerInput): void;
  /** An arrow key, where arrows steer something. */
  steer?(input: SteerInput): void;
  /** A digit, where symbols are chosen by their numbers. */
  type?(digit: string): void;
  /** Backspace, where something was typed or gone on to. */
  back?(): void;
  /** Enter, where there is something to be taken. */
  confirm?(): void;
  /** Escape, or the pointer was taken away: the gesture never happened. */
  cancel?(): void;
}

/** Where the last click was, and what it selected: another one there goes on to what lies under it. */
export interface LastClick {
  readonly screen: ScreenPoint;
  readonly id: SymbolId;
}

export interface Machine {
  readonly editor: Editor;
  lastClick: LastClick | null;
  go(state: StateNode): void;
  /** Back to the idle state of the chosen tool. */
  rest(): void;
}

/** Did the pointer go far enough for its press to be no click? */
export function travelled({ screen: from }: PointerInput, { screen: to, kind }: PointerInput): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= REACH[kind].click;
}

/** The selection after a click on `id`: alone, or added to and taken from with Shift. */
export function selectionAfterClick(
  selection: readonly SymbolId[],
  id: SymbolId,
  shift: boolean,
): SymbolId[] {
  if (!shift) return [id];
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
}

/** The symbols under the pointer, the likeliest first. */
export function symbolsUnder(editor: Editor, input: PointerInput): SymbolId[] {
  const { annotation, view } = editor.state;
  return symbolsAt(annotation, input.image, reachOf(input).hit / view.scale);
}

/** Shows which symbol is under the pointer. */
export function hover(editor: Editor, input: PointerInput): void {
  const id = symbolsUnder(editor, input)[0] ?? null;
  if (id !== editor.state.hovered) editor.update({ hovered: id });
}
