import type { Box } from '@/lib/domain/geometry/box';
import type { Size } from '../space';
import { componentsOf, type Patch, type Runs } from './components';
import { contrastOf, inkThreshold } from './contrast';
import { greyOf, type Pixels } from './pixels';
import { readTiles } from './tiles';

/** Where there is ink on a formula image. */
export interface Ink {
  readonly runs: Runs;
  /** Image pixels to a pixel of the mask, across and down: a huge picture is looked at smaller. */
  readonly across: number;
  readonly down: number;
}

/** More pixels than this tell nothing more about where the strokes are. */
const MOST_PIXELS = 4_000_000;

/** The size in which a picture is looked at: its own, or smaller when it is huge. */
export function sizeToRead(image: Size): Size {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (image.width * image.height)));
  return {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  };
}

/**
 * Finds the ink on a picture: what stands out from the paper around it, dark on light or light on dark.
 * @param pixels the picture, in the image's own size or smaller
 * @param image size of the formula image, whose pixels the answers are in
 */
export function readInk(pixels: Pixels, image: Size): Ink {
  const grey = greyOf(pixels);
  const contrast = contrastOf(grey, readTiles(grey));
  return {
    runs: componentsOf(contrast, inkThreshold(contrast)),
    across: image.width / pixels.width,
    down: image.height / pixels.height,
  };
}

/** A rectangle of the mask: pixels left <= x < right, top <= y < bottom. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The pixels of the mask whose middles lie in a box of the image. */
export function regionOf({ runs, across, down }: Ink, box: Box): Region {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.ceil(value - 0.5)));
  return {
    left: within(box.x / across, runs.width),
    top: within(box.y / down, runs.height),
    right: within((box.x + box.width) / across, runs.width),
    bottom: within((box.y + box.height) / down, runs.height),
  };
}

/** The box of the image that a region covers. */
export function boxOf({ across, down }: Ink, { left, top, right, bottom }: Region): Box {
  return {
    x: left * across,
    y: top * down,
    width: (right - left) * across,
    height: (bottom - top) * down,
  };
}

export const regionOfPatch = ({ x, y, width, height }: Patch): Region => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

/** Calls `visit` for every run of written ink in a region, cut to the region. */
export function eachRun(
  { rowStart, start, end, label }: Runs,
  region: Region,
  visit: (y: number, from: number, to: number, label: number) => void,
): void {
  for (let y = region.top; y < region.bottom; y++) {
    let low = rowStart[y] ?? 0;
    const last = rowStart[y + 1] ?? 0;
    // The first run of the row that ends after the region begins.
    for (let high = last; low < high;) {
      const middle = (low + high) >> 1;
      if ((end[middle] ?? 0) > region.left) high = middle;
      else low = middle + 1;
    }
    for (let run = low; run < last && (start[run] ?? 0) < region.right; run++) {
      const patch = label[run] ?? -1;
      if (patch < 0) continue;
      visit(y, Math.max(start[run] ?? 0, region.left), Math.min(end[run] ?? 0, region.right), patch);
    }
  }
}
