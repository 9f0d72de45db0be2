import type { DecodedImage } from './decode';
import { decodeImage } from './decode';
import {
  CONTENT_HEIGHT,
  CONTENT_WIDTH,
  FRAME_HEIGHT,
  FRAME_WIDTH,
  MARGIN,
  padded,
  PEN_WIDTH,
  type Frame,
} from './frame';
import { FrameMapping } from './mapping';
import { extractInk, type InkImage } from './paper';
import { resample } from './resample';
import { removeSpecks } from './specks';

/** Ink weaker than this does not decide where the formula ends. */
const VISIBLE = 0.3;

/** Extent of the visible ink in pixels, right and bottom exclusive. */
export interface InkExtent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function inkExtent({ data, width, height }: InkImage): InkExtent | null {
  const extent = { left: width, top: height, right: 0, bottom: 0 };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < VISIBLE) continue;
      extent.left = Math.min(extent.left, x);
      extent.right = Math.max(extent.right, x + 1);
      extent.top = Math.min(extent.top, y);
      extent.bottom = y + 1;
    }
  }
  return extent.right > extent.left ? extent : null;
}

/** Mean stroke width in pixels: an outline of length 2 L bounds a stroke of length L and area L * width. */
export function strokeWidth({ data, width, height }: InkImage): number {
  let area = 0;
  let outline = 0;
  const core = (x: number, y: number) => x >= 0 && x < width && data[y * width + x]! >= 0.5;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = core(x, y);
      if (here) area++;
      if (here !== core(x - 1, y)) outline++;
      if (here !== (y > 0 && core(x, y - 1))) outline++;
    }
  }
  // A staircase is longer than the line it follows: 4 / pi on average over directions.
  return outline === 0 ? 0 : (2 * area) / (outline * (Math.PI / 4));
}

/** The importer's own drawing is a frame already: its ink ends half a pen beyond the margin. */
function isFrameAlready(ink: InkImage, extent: InkExtent): boolean {
  const { width, height, flat } = ink;
  if (!flat || width > FRAME_WIDTH || height > FRAME_HEIGHT) return false;
  if (width < FRAME_WIDTH - 1 && height < FRAME_HEIGHT - 1) return false;
  const edge = MARGIN - PEN_WIDTH / 2;
  const gaps = [extent.left, extent.top, width - extent.right, height - extent.bottom];
  return gaps.every((gap) => Math.abs(gap - edge) <= 2);
}

/** Training never saw pens wider than this, nor formulas drawn smaller than this share of the frame. */
const WIDEST_PEN = 5;
const SMALLEST_FIT = 0.4;

function scaleToFit(ink: InkImage, extent: InkExtent): number {
  const fit = Math.min(
    (CONTENT_WIDTH + PEN_WIDTH) / (extent.right - extent.left),
    (CONTENT_HEIGHT + PEN_WIDTH) / (extent.bottom - extent.top),
  );
  const pen = strokeWidth(ink);
  return pen === 0 ? fit : Math.max(SMALLEST_FIT * fit, Math.min(fit, WIDEST_PEN / pen));
}

/** Copies [height, width] into the top left corner of a zero frame. */
function pad(
  data: Float32Array,
  width: number,
  height: number,
  paddedWidth: number,
  paddedHeight: number,
): Float32Array {
  const result = new Float32Array(paddedWidth * paddedHeight);
  for (let y = 0; y < height; y++) result.set(data.subarray(y * width, (y + 1) * width), y * paddedWidth);
  return result;
}

/** Fits the ink of a decoded image into the models' frame. */
export function fitFrame({ gray, width: imageWidth, height: imageHeight }: DecodedImage): Frame {
  const ink = removeSpecks(extractInk(gray));
  const extent = inkExtent(ink);
  const build = (data: Float32Array, width: number, height: number, mapping: FrameMapping): Frame => {
    const [paddedWidth, paddedHeight] = [padded(width), padded(height)];
    return {
      data: pad(data, width, height, paddedWidth, paddedHeight),
      width,
      height,
      paddedWidth,
      paddedHeight,
      mapping,
      blank: extent === null,
      imageWidth,
      imageHeight,
    };
  };
  if (!extent) {
    const scale = Math.min(1, FRAME_WIDTH / imageWidth, FRAME_HEIGHT / imageHeight);
    return build(new Float32Array(1), 1, 1, new FrameMapping(scale, 0, 0, 0, imageWidth, imageHeight));
  }
  if (isFrameAlready(ink, extent)) {
    return build(ink.data, ink.width, ink.height, FrameMapping.identity(imageWidth, imageHeight));
  }
  const scale = scaleToFit(ink, extent);
  // Half a pen of the extent lies in the margin, as in the importer's drawing.
  const offset = MARGIN - PEN_WIDTH / 2;
  const width = Math.min(FRAME_WIDTH, Math.ceil((extent.right - extent.left) * scale + 2 * offset));
  const height = Math.min(FRAME_HEIGHT, Math.ceil((extent.bottom - extent.top) * scale + 2 * offset));
  const origin = [extent.left - offset / scale, extent.top - offset / scale] as const;
  const data = resample(ink.data, [ink.width, ink.height], [width, height], scale, ...origin);
  // The mapping speaks of the image as it came, `gray` may be a reduction of it.
  const reduction = imageWidth / gray.width;
  const mapping = new FrameMapping(
    scale / reduction,
    extent.left * reduction,
    extent.top * reduction,
    offset,
    imageWidth,
    imageHeight,
  );
  return build(data, width, height, mapping);
}

/**
 * An image file as the models' frame.
 * @throws AppError when the file is no image, damaged, too large or too small.
 */
export async function frameFromImage(bytes: Uint8Array): Promise<Frame> {
  return fitFrame(await decodeImage(bytes));
}
