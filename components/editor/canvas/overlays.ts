import { commentsOverlay } from './draw-comments';
import { ghosts } from './draw-ghosts';
import { drawOrder } from './draw-order';
import { toolMarks } from './draw-tools';
import type { Overlay } from './scene';

export type { Overlay, Scene } from './scene';

/** What is drawn over the boxes, from the bottom up. */
export const OVERLAYS: readonly Overlay[] = [
  {
    id: 'order',
    layer: 'boxes',
    shown: ({ state }) => state.stage === 'aligner',
    draw: (context, { state, subject, palette }) => drawOrder(context, state, subject, palette),
  },
  ghosts,
  toolMarks,
  commentsOverlay,
];
