import { AppError } from '@/lib/errors';
import type { Card } from '../card';
import type { Proposal } from '../stage';
import type { Tensor } from '../tensor';

/** How many alternatives a symbol carries for people to choose from. */
export const CANDIDATES_SHOWN = 5;

/** The class list of a card; the recognizer and the aligner cannot be read without one. */
export function classesOf(card: Card): readonly string[] {
  if (card.kind !== 'onnx' || card.classes.length === 0) {
    throw new AppError('inference_failed', `The card of ${card.stage} ${card.name} lists no classes.`);
  }
  return card.classes;
}

/** Boxes of the proposals as a tensor [N, 4]: x1, y1, x2, y2 in frame pixels. */
export function boxTensor(proposals: readonly Proposal[]): Tensor {
  const data = new Float32Array(proposals.length * 4);
  proposals.forEach(({ box }, n) => data.set(box, n * 4));
  return { data, dims: [proposals.length, 4] };
}

/**
 * Index of the class that a person set, -1 for none. A class that the model does not know is -1 too: it stays
 * a guess for the stages behind, and is put back at the end.
 */
export function pinnedClass({ source }: Proposal, classes: readonly string[]): number {
  return source?.pins.class ? classes.indexOf(source.class) : -1;
}
