import type { Problem } from '@/lib/domain/annotation/validate';
import type { ProblemMark } from '@/lib/editor/kernels/problem-marks';
import type { EditorState, EditorSubject } from '@/lib/editor/state';
import type { Palette } from './palette';

/** Everything that is looked at to draw one frame. */
export interface Scene {
  readonly state: EditorState;
  readonly subject: EditorSubject;
  readonly problems: readonly Problem[];
  readonly palette: Palette;
  /** What is wrong with a symbol, in a few words of the reader's language. */
  readonly problemLabel: (mark: ProblemMark) => string;
}

/** One thing that is drawn over the boxes, in screen pixels; it holds nothing between two frames. */
export interface Overlay {
  readonly id: string;
  /**
   * `boxes`: drawn with the boxes and kept with them; such an overlay looks at nothing that changes with every move
   * of the pointer (`hovered`, `gesture`). `active`, the default: drawn anew with every change.
   */
  readonly layer?: 'boxes' | 'active';
  /** Whether there is anything to draw; asked on every change, so it must cost next to nothing. */
  shown(scene: Scene): boolean;
  draw(context: CanvasRenderingContext2D, scene: Scene): void;
}
