import { outputOf, type StageContext } from '../stage';
import type { Tensors } from '../tensor';
import { boxTensor } from './contract';

/** The frame and the boxes of all proposals; null when there are none. */
export function prepare(context: StageContext): Tensors | null {
  const { proposals } = outputOf(context, 'detector');
  if (proposals.length === 0) return null;
  const { frame } = context;
  return {
    image: { data: frame.data, dims: [1, 1, frame.paddedHeight, frame.paddedWidth] },
    boxes: boxTensor(proposals),
  };
}
