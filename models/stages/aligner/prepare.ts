import { boxTensor } from '../recognizer/contract';
import { outputOf, type StageContext } from '../stage';
import type { Tensors } from '../tensor';

/** Class probabilities and boxes of all proposals; null when there are none. */
export function prepare(context: StageContext): Tensors | null {
  const { proposals } = outputOf(context, 'detector');
  if (proposals.length === 0) return null;
  const { probabilities, columns } = outputOf(context, 'recognizer');
  return {
    probs: { data: probabilities, dims: [proposals.length, columns] },
    boxes: boxTensor(proposals),
  };
}
