import type { StageContext } from '../stage';
import type { Tensors } from '../tensor';

/** The padded frame as `image` [1, 1, H, W]; null for a page without ink. */
export function prepare({ frame }: StageContext): Tensors | null {
  if (frame.blank) return null;
  return { image: { data: frame.data, dims: [1, 1, frame.paddedHeight, frame.paddedWidth] } };
}
