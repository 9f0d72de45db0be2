import { commentsOverlay } from './draw-comments';
import { aloneOverlay, spokenOverlay } from './draw-correspondence';
import { ghosts } from './draw-ghosts';
import { orderOverlay } from './draw-order';
import { problemsOverlay } from './draw-problems';
import { toolMarks } from './draw-tools';
import { orderProgress } from './order/progress';
import type { Overlay } from './scene';

export type { Overlay, Scene } from './scene';

/** What is drawn over the boxes, from the bottom up. */
export const OVERLAYS: readonly Overlay[] = [
  orderOverlay,
  problemsOverlay,
  ghosts,
  aloneOverlay,
  spokenOverlay,
  toolMarks,
  orderProgress,
  commentsOverlay,
];
