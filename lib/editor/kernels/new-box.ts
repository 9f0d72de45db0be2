import { centre, type Box } from '@/lib/domain/geometry/box';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { cropToImage, moveBoxes } from './boxes';
import { imagePoint, screenPoint, type ImagePoint, type Size } from './space';
import { toImage, type View } from './view';

export const DIRECTIONS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;
export type Direction = keyof typeof DIRECTIONS;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The usual size of a symbol in this formula, in image pixels: the median; a third of the image while there is none. */
export function usualSize(annotation: Annotation, image: Size): Size {
  const boxes = Object.values(annotation.symbols).map(({ box }) => box);
  const third = Math.min(image.width, image.height) / 3;
  return {
    width: median(boxes.map(({ width }) => width)) ?? third,
    height: median(boxes.map(({ height }) => height)) ?? third,
  };
}

/** As much of a symbol's width as is left free between it and a new box beside it. */
const GAP = 0.1;

interface Scene {
  readonly annotation: Annotation;
  readonly selected: SymbolId | undefined;
  readonly view: View;
  /** Of the canvas, in screen pixels. */
  readonly viewport: Size;
  readonly image: Size;
}

/**
 * Where a box begins that is placed by keyboard, in image pixels: of the usual size, beside the selected
 * symbol in the direction of the arrow, or else in the middle of what is in sight. Always on the image.
 */
export function startingBox({ annotation, selected, view, viewport, image }: Scene, towards: Direction): Box {
  const { width, height } = usualSize(annotation, image);
  const beside = selected && annotation.symbols[selected]?.box;
  const [dx, dy] = DIRECTIONS[towards];
  const away = (from: number, mine: number) => (from + mine) / 2 + GAP * mine;
  const at = (point: ImagePoint): Box => ({
    x: point.x - width / 2,
    y: point.y - height / 2,
    ...{ width, height },
  });
  if (!beside) {
    return within(at(toImage(view, screenPoint(viewport.width / 2, viewport.height / 2))), image);
  }
  const middle = centre(beside);
  const next = imagePoint(
    middle.x + dx * away(beside.width, width),
    middle.y + dy * away(beside.height, height),
  );
  return within(at(next), image);
}

/** The box with its size kept, pushed onto the image. */
function within(box: Box, image: Size): Box {
  const x = Math.max(0, Math.min(box.x, image.width - box.width));
  const y = Math.max(0, Math.min(box.y, image.height - box.height));
  return cropToImage({ ...box, x, y }, image);
}

/** The box moved by (dx, dy) image pixels; it stops at the edge of the image. */
export function moveBox(box: Box, dx: number, dy: number, image: Size): Box {
  return moveBoxes(new Map([['new', box]]), dx, dy, image).get('new') ?? box;
}
