import type { FrameMapping } from './mapping';

/** Content that ink is fitted into, its margin, and the largest frame, in frame pixels. */
export const CONTENT_WIDTH = 736;
export const CONTENT_HEIGHT = 224;
export const MARGIN = 16;
export const FRAME_WIDTH = CONTENT_WIDTH + 2 * MARGIN;
export const FRAME_HEIGHT = CONTENT_HEIGHT + 2 * MARGIN;
export const PAD_MULTIPLE = 64;
/** Pen of the importer's drawing, frame pixels: ink reaches half of it beyond the stroke's points. */
export const PEN_WIDTH = 2.5;

/**
 * What the models see: float32 [paddedHeight, paddedWidth], ink = 1, paper = 0, zero to the right of
 * `width` and below `height`.
 */
export interface Frame {
  data: Float32Array;
  width: number;
  height: number;
  paddedWidth: number;
  paddedHeight: number;
  mapping: FrameMapping;
  /** No ink was found. */
  blank: boolean;
  /** Size of the input image in pixels, after EXIF orientation. */
  imageWidth: number;
  imageHeight: number;
}

/** The next multiple of PAD_MULTIPLE. */
export function padded(size: number): number {
  return Math.max(PAD_MULTIPLE, Math.ceil(size / PAD_MULTIPLE) * PAD_MULTIPLE);
}
