import type { Problem } from '@/lib/domain/annotation/validate';
import type { EditorState, EditorSubject } from '@/lib/editor/state';
import { drawOrder } from './draw-order';
import type { Palette } from './palette';

/** Everything that is looked at to draw one frame. */
export interface Scene {
  readonly state: EditorState;
  readonly subject: EditorSubject;
  readonly problems: readonly Problem[];
  readonly palette: Palette;
}

/** One thing that is drawn over the boxes, in screen pixels; it holds nothing between two frames. */
export interface Overlay {
  readonly id: string;
  /** Whether there is anything to draw; asked on every change, so it must cost next to nothing. */
  shown(scene: Scene): boolean;
  draw(context: CanvasRenderingContext2D, scene: Scene): void;
}

/** What is drawn over the boxes, from the bottom up. */
export const OVERLAYS: readonly Overlay[] = [
  {
    id: 'order',
    shown: ({ state }) => state.stage === 'aligner',
    draw: (context, { state, subject, palette }) => drawOrder(context, state, subject, palette),
  },
];
