import type { Box } from '@/lib/domain/geometry/box';

/** An image after something happened to it, and where the boxes of its truth are now. */
export interface SeenImage {
  /** A PNG or JPEG file. */
  image: Uint8Array;
  /**
   * Where what a box held is on the new image: the upright box around its ink (an upright box around the turned
   * box would hold paper that the symbol never touched, and fail good detections), in pixels.
   */
  mapBox(box: Box): Box;
}

/**
 * Something that a camera, a scanner, paper or a screen does to a drawing in dark ink on white. The same seed
 * always does the same.
 */
export type Effect = (image: Uint8Array, seed: string) => Promise<SeenImage>;
