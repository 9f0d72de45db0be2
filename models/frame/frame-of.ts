import type { Frame } from './frame';
import { FrameMapping } from './mapping';

/**
 * Ink that was drawn as a frame and stands for an image of the same size: nothing is scaled or padded.
 * @param data of `height` rows of `width`, ink 1, paper 0; both sizes multiples of the frame's padding
 */
export function frameOf(data: Float32Array, width: number, height: number): Frame {
  return {
    data,
    width,
    height,
    paddedWidth: width,
    paddedHeight: height,
    mapping: FrameMapping.identity(width, height),
    blank: false,
    imageWidth: width,
    imageHeight: height,
  };
}
