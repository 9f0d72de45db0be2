import type { Annotation } from '@/lib/domain/annotation/schema';
import { union, type Box } from '@/lib/domain/geometry/box';
import { linesInOrder } from '@/lib/domain/ordering/tree';

/** From a rendering's own pixels to those of the image: x' = x × scaleX + x, y' = y × scaleY + y. */
export interface Fit {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

/** Handwriting is wider or higher than print, but nobody reads a rendering that is stretched more than this. */
const MAX_STRETCH = 2;

/**
 * Lays a rendering over what was written: ink on ink, stretched as far as it stays legible, centred where it does
 * not fill the place.
 * @param ink where the rendering's ink is, in its own pixels.
 * @param place where the written ink is, in image pixels.
 */
export function fitRendering(ink: Box, place: Box): Fit {
  const wide = place.width / Math.max(ink.width, 1e-6);
  const high = place.height / Math.max(ink.height, 1e-6);
  const scaleX = Math.min(wide, high * MAX_STRETCH);
  const scaleY = Math.min(high, wide * MAX_STRETCH);
  return {
    scaleX,
    scaleY,
    x: place.x + (place.width - ink.width * scaleX) / 2 - ink.x * scaleX,
    y: place.y + (place.height - ink.height * scaleY) / 2 - ink.y * scaleY,
  };
}

/** Where the symbols of each line are, top to bottom, in image pixels; lines without symbols are left out. */
export function writtenLines(annotation: Annotation): Box[] {
  const symbols = Object.values(annotation.symbols);
  return linesInOrder(annotation).flatMap(
    ({ id }) => union(symbols.filter(({ place }) => place?.line === id).map(({ box }) => box)) ?? [],
  );
}

/** Where all symbols are; null when there are none. */
export function writtenPlace(annotation: Annotation): Box | null {
  return union(Object.values(annotation.symbols).map(({ box }) => box)) ?? null;
}
