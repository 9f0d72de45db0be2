import type { Card } from '../card';
import { cardNumber, outputOf, type RecognizerOutput, type StageContext } from '../stage';
import { requireTensor, softmaxRows, type Tensors } from '../tensor';
import { classesOf, pinnedClass } from './contract';

/** Logits to class probabilities per proposal; what a person pinned becomes certain. */
export function interpret(tensors: Tensors | null, context: StageContext, card: Card): RecognizerOutput {
  const classes = classesOf(card);
  const columns = classes.length + 1;
  const { proposals } = outputOf(context, 'detector');
  const logits = tensors
    ? requireTensor(tensors, 'logits', [proposals.length, columns]).data
    : new Float32Array(proposals.length * columns);
  const probabilities = softmaxRows(logits, columns);
  const calibrated = softmaxRows(logits, columns, cardNumber(card.calibration, 'temperature', 1));
  proposals.forEach((proposal, n) => {
    const index = pinnedClass(proposal, classes);
    if (index < 0) return;
    for (const rows of [probabilities, calibrated]) {
      rows.fill(0, n * columns, (n + 1) * columns);
      rows[n * columns + index] = 1;
    }
  });
  return { classes, columns, probabilities, calibrated };
}
