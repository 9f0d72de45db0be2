/** Coordinate spaces, kept apart by the type checker: pixels of the formula image, and pixels of the canvas. */
declare const space: unique symbol;
type PointIn<Space extends string> = { readonly x: number; readonly y: number; readonly [space]?: Space };

/** Pixels of the formula image; x right, y down. Everything in an annotation is in this space. */
export type ImagePoint = PointIn<'image'>;
/** CSS pixels from the top left corner of the canvas. */
export type ScreenPoint = PointIn<'screen'>;

export const imagePoint = (x: number, y: number): ImagePoint => ({ x, y });
export const screenPoint = (x: number, y: number): ScreenPoint => ({ x, y });

export interface Size {
  readonly width: number;
  readonly height: number;
}
