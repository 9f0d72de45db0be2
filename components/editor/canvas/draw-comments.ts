import { boxOnScreen } from '@/lib/editor/kernels/view';
import { currentBox } from './draw-boxes';
import type { Overlay } from './scene';

/** Screen pixels. */
const BUBBLE = { width: 15, height: 11, tail: 4 };

/** A speech bubble with its tail at (x, y), which is at the right end of its foot. */
function bubble(context: CanvasRenderingContext2D, x: number, y: number) {
  const { width, height, tail } = BUBBLE;
  const [left, top] = [x, y - tail - height];
  context.beginPath();
  context.roundRect(left, top, width, height, 3);
  context.moveTo(left + 2, top + height - 0.5);
  context.lineTo(left, y);
  context.lineTo(left + 7, top + height - 0.5);
}

/**
 * A speech mark at the lower right corner of every symbol with remarks that wait for somebody: the other corners
 * belong to confidence, number and class. Several remarks are counted, one is a bubble with three dots.
 */
export const commentsOverlay: Overlay = {
  id: 'comments',
  shown: ({ state }) => state.commented.size > 0,
  draw(context, { state, palette }) {
    const { view, viewport, commented } = state;
    for (const [id, count] of commented) {
      const imageBox = currentBox(state, id);
      if (!imageBox) continue;
      const box = boxOnScreen(view, imageBox);
      const [x, y] = [box.x + box.width + 1, box.y + box.height + 4];
      if (x < 0 || y < 0 || x > viewport.width + BUBBLE.width || y > viewport.height + BUBBLE.height)
        continue;
      context.fillStyle = palette.focus;
      bubble(context, x, y);
      context.fill();
      context.fillStyle = palette.sheet;
      context.font = `700 9px ${palette.font}`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      const middle = y - BUBBLE.tail - BUBBLE.height / 2;
      context.fillText(count > 1 ? String(count) : '···', x + BUBBLE.width / 2, middle + 0.5);
      context.textAlign = 'start';
    }
  },
};
