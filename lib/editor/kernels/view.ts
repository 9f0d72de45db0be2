import { centre, type Box } from '@/lib/domain/geometry/box';
import { imagePoint, screenPoint, type ImagePoint, type ScreenPoint, type Size } from './space';

/** Where the image lies on the canvas: screen = image × scale + (x, y). */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const MIN_SCALE = 0.05;
export const MAX_SCALE = 40;
/** Room around a fitted formula, in screen pixels: for the handles of outer boxes, and for the tools in the corner. */
export const FIT_MARGIN = 52;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export function toScreen(view: View, point: ImagePoint): ScreenPoint {
  return screenPoint(point.x * view.scale + view.x, point.y * view.scale + view.y);
}

export function toImage(view: View, point: ScreenPoint): ImagePoint {
  return imagePoint((point.x - view.x) / view.scale, (point.y - view.y) / view.scale);
}

/** A box of the image as it appears on the canvas, in screen pixels. */
export function boxOnScreen(view: View, box: Box): Box {
  return {
    x: box.x * view.scale + view.x,
    y: box.y * view.scale + view.y,
    width: box.width * view.scale,
    height: box.height * view.scale,
  };
}

/** Scales by `factor` so that the image point under `anchor` stays where it is. */
export function zoomAt(view: View, anchor: ScreenPoint, factor: number): View {
  const scale = clamp(view.scale * factor, MIN_SCALE, MAX_SCALE);
  const ratio = scale / view.scale;
  return { scale, x: anchor.x - (anchor.x - view.x) * ratio, y: anchor.y - (anchor.y - view.y) * ratio };
}

export function panBy(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** The whole image, centred, as large as it goes but at most four times its size. */
export function fitView(image: Size, viewport: Size, margin = FIT_MARGIN): View {
  const room = (side: number) => Math.max(1, side - 2 * margin);
  const scale = clamp(
    Math.min(room(viewport.width) / image.width, room(viewport.height) / image.height, 4),
    MIN_SCALE,
    MAX_SCALE,
  );
  return {
    scale,
    x: (viewport.width - image.width * scale) / 2,
    y: (viewport.height - image.height * scale) / 2,
  };
}

/** Not nearer than this: a dot that fills the screen shows nothing of where it is. */
const MAX_CLOSE_UP = 12;

/** A part of the image, centred, as large as it goes with half of its size around it. */
export function closeUp(box: Box, viewport: Size): View {
  const scale = clamp(
    Math.min(viewport.width / (2 * box.width), viewport.height / (2 * box.height)),
    MIN_SCALE,
    MAX_CLOSE_UP,
  );
  const middle = centre(box);
  return { scale, x: viewport.width / 2 - middle.x * scale, y: viewport.height / 2 - middle.y * scale };
}

/** The smallest pan that brings `box` (image pixels) into sight; the same view when it is in sight already. */
export function reveal(view: View, viewport: Size, box: Box, margin = 24): View {
  const shown = boxOnScreen(view, box);
  const shift = (start: number, length: number, room: number) => {
    if (start < margin) return margin - start;
    const over = start + length - (room - margin);
    return over > 0 ? -Math.min(over, start - margin) : 0;
  };
  const dx = shift(shown.x, shown.width, viewport.width);
  const dy = shift(shown.y, shown.height, viewport.height);
  return dx === 0 && dy === 0 ? view : panBy(view, dx, dy);
}
