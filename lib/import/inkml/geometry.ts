import type { Box } from '@/lib/domain/geometry/box';
import { planePoints, toImage, type InkDocument, type InkTrace, type InkTransform } from '@/lib/domain/ink';

/** Pen width of the drawing, image pixels. */
export const PEN_WIDTH = 2.5;
/** Empty border around the ink, image pixels. */
export const MARGIN = 16;
export const CONTENT_WIDTH = 736;
export const CONTENT_HEIGHT = 224;
/** No symbol box is thinner than this, image pixels: a dot or a bar is still something to click on. */
export const MIN_BOX_SIDE = 9;

interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function extentOf(points: Iterable<readonly [number, number]>): Extent | undefined {
  const extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    extent.left = Math.min(extent.left, x);
    extent.top = Math.min(extent.top, y);
    extent.right = Math.max(extent.right, x);
    extent.bottom = Math.max(extent.bottom, y);
  }
  return extent.left <= extent.right ? extent : undefined;
}

/**
 * Fits the traces into 736×224 pixels plus margin, aspect kept, so that an image is at most 768×256. A single
 * dot gets scale 1.
 */
export function fitInk(
  ink: Pick<InkDocument, 'channels'>,
  traces: readonly InkTrace[],
): { transform: InkTransform; width: number; height: number } | undefined {
  const extent = extentOf(traces.flatMap((trace) => planePoints(ink, trace)));
  if (!extent) return undefined;
  const width = extent.right - extent.left;
  const height = extent.bottom - extent.top;
  const fits = Math.min(CONTENT_WIDTH / width, CONTENT_HEIGHT / height);
  const scale = Number.isFinite(fits) ? fits : 1;
  return {
    transform: { scale, offsetX: MARGIN - extent.left * scale, offsetY: MARGIN - extent.top * scale },
    width: Math.min(CONTENT_WIDTH, Math.ceil(width * scale)) + 2 * MARGIN,
    height: Math.min(CONTENT_HEIGHT, Math.ceil(height * scale)) + 2 * MARGIN,
  };
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** The box of a symbol's traces in image pixels: extent of the points, half a pen around it, at least 9 × 9. */
export function symbolBox(
  ink: Pick<InkDocument, 'channels' | 'transform'>,
  traces: readonly InkTrace[],
): Box | undefined {
  const extent = extentOf(
    traces.flatMap((trace) => planePoints(ink, trace).map((point) => toImage(ink.transform, point))),
  );
  if (!extent) return undefined;
  const width = Math.max(MIN_BOX_SIDE, extent.right - extent.left + PEN_WIDTH);
  const height = Math.max(MIN_BOX_SIDE, extent.bottom - extent.top + PEN_WIDTH);
  return {
    x: rounded((extent.left + extent.right - width) / 2),
    y: rounded((extent.top + extent.bottom - height) / 2),
    width: rounded(width),
    height: rounded(height),
  };
}
