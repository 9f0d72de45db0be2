import type { Box } from '@/lib/domain/geometry/box';
import type { ImagePoint, Size } from './space';

/** The eight handles of a box, named by compass point. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof HANDLES)[number];

/** No box is made narrower than this many image pixels: a thinner one could not be grabbed again. */
export const MIN_SIDE = 2;

/**
 * Hundredths of a pixel are finer than any hand; whole decimals keep the diffs short.
 * Adding 0 turns -0 into 0, which JSON cannot tell apart but a check of `from` values can.
 */
const tidy = (value: number) => Math.round(value * 100) / 100 + 0;

export function tidyBox(box: Box): Box {
  return { x: tidy(box.x), y: tidy(box.y), width: tidy(box.width), height: tidy(box.height) };
}

/** Where a handle sits on its box, in the box's own space. */
export function handlePoint(box: Box, handle: Handle): { x: number; y: number } {
  const fraction = (low: string, high: string) =>
    handle.includes(low) ? 0 : handle.includes(high) ? 1 : 0.5;
  return { x: box.x + box.width * fraction('w', 'e'), y: box.y + box.height * fraction('n', 's') };
}

/** The box with `point` corners, in any order. */
export function boxBetween(a: ImagePoint, b: ImagePoint): Box {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** The part of `box` that lies on the image, at least `MIN_SIDE` wide and high. */
export function cropToImage(box: Box, image: Size): Box {
  const span = (start: number, length: number, room: number) => {
    const low = Math.min(Math.max(0, start), Math.max(0, room - MIN_SIDE));
    const high = Math.max(low + MIN_SIDE, Math.min(room, start + length));
    return [low, high - low] as const;
  };
  const [x, width] = span(box.x, box.width, image.width);
  const [y, height] = span(box.y, box.height, image.height);
  return tidyBox({ x, y, width, height });
}

/**
 * Resizes by dragging `handle` by (dx, dy) image pixels, computed from the box at the gesture's
 * start. A side dragged past its opposite stops at `MIN_SIDE`.
 */
export function resizeBox(start: Box, handle: Handle, dx: number, dy: number, image: Size): Box {
  let left = start.x;
  let top = start.y;
  let right = start.x + start.width;
  let bottom = start.y + start.height;
  if (handle.includes('w')) left = Math.max(0, Math.min(left + dx, right - MIN_SIDE));
  if (handle.includes('e')) right = Math.min(image.width, Math.max(right + dx, left + MIN_SIDE));
  if (handle.includes('n')) top = Math.max(0, Math.min(top + dy, bottom - MIN_SIDE));
  if (handle.includes('s')) bottom = Math.min(image.height, Math.max(bottom + dy, top + MIN_SIDE));
  return tidyBox({ x: left, y: top, width: right - left, height: bottom - top });
}

/** Moves all boxes together by (dx, dy); the group stops at the image's edge and keeps its shape. */
export function moveBoxes<Id extends string>(
  start: ReadonlyMap<Id, Box>,
  dx: number,
  dy: number,
  image: Size,
): Map<Id, Box> {
  const boxes = [...start.values()];
  const within = (delta: number, low: number, high: number) =>
    // A group already outside (or wider than the image) may move, but not further out.
    Math.max(Math.min(delta, Math.max(high, 0)), Math.min(low, 0));
  const stepX = within(
    dx,
    -Math.min(...boxes.map((box) => box.x)),
    image.width - Math.max(...boxes.map((box) => box.x + box.width)),
  );
  const stepY = within(
    dy,
    -Math.min(...boxes.map((box) => box.y)),
    image.height - Math.max(...boxes.map((box) => box.y + box.height)),
  );
  return new Map(
    [...start].map(([id, box]) => [id, tidyBox({ ...box, x: box.x + stepX, y: box.y + stepY })]),
  );
}
