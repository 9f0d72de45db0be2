import type { Card } from '../card';
import { cardNumber, outputOf, type RecognizerOutput, type StageContext } from '../stage';
import { requireTensor, softmaxRows, type Tensors } from '../tensor';
import { classesOf } from './contract';

/** Logits to class probabilities per proposal; what a person pinned becomes certain. */
export function interpret(tensors: Tensors | null, context: StageContext, card: Card): RecognizerOutput {
  const classes = classesOf(card);
  const columns = classes.length + 1;
  const { proposals } = outputOf(context, 'detector');
  if (!tensors)
    return { classes, columns, probabilities: new Float32Array(0), calibrated: new Float32Array(0) };
  const logits = requireTensor(tensors, 'logits', [proposals.length, columns]).data;
  const probabilities = softmaxRows(logits, columns);
  const calibrated = softmaxRows(logits, columns, cardNumber(card.calibration, 'temperature', 1));
  proposals.forEach(({ source }, n) => {
    // A class that the model does not know stays a guess for the stages behind, and is put back at the end.
    const index = source?.pins.class ? classes.indexOf(source.class) : -1;
    if (index < 0) return;
    for (const rows of [probabilities, calibrated]) {
      rows.fill(0, n * columns, (n + 1) * columns);
      rows[n * columns + index] = 1;
    }
  });
  return { classes, columns, probabilities, calibrated };
}
