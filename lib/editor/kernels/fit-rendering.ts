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

/** A sign of the rendering, in its own pixels, and where it was written, in image pixels. */
export interface Anchor {
  readonly ink: Box;
  readonly place: Box;
}

/** Fewer signs than this say too little about how large the rest is. */
const MIN_ANCHORS = 3;

/** Least squares of `to = from × scale + offset`; null where all of `from` are one. */
function regress(pairs: readonly (readonly [from: number, to: number])[]) {
  const mean = (pick: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[pick], 0) / pairs.length;
  const [from, to] = [mean(0), mean(1)];
  const spread = pairs.reduce((sum, pair) => sum + (pair[0] - from) ** 2, 0);
  const together = pairs.reduce((sum, pair) => sum + (pair[0] - from) * (pair[1] - to), 0);
  const scale = together / spread;
  return spread > 1e-6 && scale > 0 ? { scale, at: (one: number) => to + (one - from) * scale } : null;
}

/**
 * Lays a rendering so that the signs that are in both lie on each other as well as they can; a sign too many or too
 * few then stands out by itself, instead of pushing all others aside.
 * @returns null when there are too few signs in both, or they say nothing about the size.
 */
export function fitAnchors(anchors: readonly Anchor[]): Fit | null {
  if (anchors.length < MIN_ANCHORS) return null;
  const across = regress(
    anchors.flatMap(({ ink, place }) => [
      [ink.x, place.x] as const,
      [ink.x + ink.width, place.x + place.width] as const,
    ]),
  );
  const down = regress(
    anchors.flatMap(({ ink, place }) => [
      [ink.y, place.y] as const,
      [ink.y + ink.height, place.y + place.height] as const,
    ]),
  );
  if (!across || !down) return null;
  const stretch = across.scale / down.scale;
  if (stretch > MAX_STRETCH || stretch < 1 / MAX_STRETCH) return null;
  return { scaleX: across.scale, scaleY: down.scale, x: across.at(0), y: down.at(0) };
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
