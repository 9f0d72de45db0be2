import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Editor } from '../editor';
import { symbolAt } from '../kernels/hit-test';
import type { Direction } from '../kernels/new-box';
import type { ImagePoint, ScreenPoint } from '../kernels/space';

/** A pointer as the tools see it, in both spaces. */
export interface PointerInput {
  readonly screen: ScreenPoint;
  readonly image: ImagePoint;
  readonly shift: boolean;
}

/** An arrow key as the tools see it. */
export interface SteerInput {
  readonly direction: Direction;
  /** The arrow changes the size, and not the place. */
  readonly sizing: boolean;
  /** The key is held down: what it does goes faster. */
  readonly held: boolean;
}

/** What is under the pointer counts as hit within this many screen pixels. */
export const HIT_SLACK = 4;
export const HANDLE_SLACK = 9;
/** A press that travels less than this is a click. */
export const DRAG_THRESHOLD = 4;

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
  /** Enter, where there is something to be taken. */
  confirm?(): void;
  /** Escape, or the pointer was taken away: the gesture never happened. */
  cancel?(): void;
}

export interface Machine {
  readonly editor: Editor;
  go(state: StateNode): void;
  /** Back to the idle state of the chosen tool. */
  rest(): void;
}

export function travelled(from: ScreenPoint, to: ScreenPoint): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= DRAG_THRESHOLD;
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

/** Shows which symbol is under the pointer. */
export function hover(editor: Editor, { image }: PointerInput): void {
  const { annotation, view, hovered } = editor.state;
  const id = symbolAt(annotation, image, HIT_SLACK / view.scale);
  if (id !== hovered) editor.update({ hovered: id });
}
