import type { Card } from '../card';
import { outputOf, type StageContext } from '../stage';
import type { Tensors } from '../tensor';
import { boxTensor, classesOf, pinnedClass } from './contract';

/** The frame and the boxes of all proposals; null when there are none, or when people have set every class. */
export function prepare(context: StageContext, card: Card): Tensors | null {
  const { proposals } = outputOf(context, 'detector');
  const classes = classesOf(card);
  if (proposals.every((proposal) => pinnedClass(proposal, classes) >= 0)) return null;
  const { frame } = context;
  return {
    image: { data: frame.data, dims: [1, 1, frame.paddedHeight, frame.paddedWidth] },
    boxes: boxTensor(proposals),
  };
}
