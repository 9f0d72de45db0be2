import type { RecognizerExplanation } from '@/lib/domain/explanation';
import type { Card } from '../card';
import { classDistribution } from '../distribution';
import { cardNumber, outputOf, type StageContext } from '../stage';
import { requireTensor, softmaxRows, type Tensors } from '../tensor';
import { classesOf } from './contract';

/** The likeliest classes of every box as the model says them, a person's own choice left aside. */
export function explain(tensors: Tensors | null, context: StageContext, card: Card): RecognizerExplanation {
  const classes = classesOf(card);
  const columns = classes.length + 1;
  const { proposals } = outputOf(context, 'detector');
  const output = outputOf(context, 'recognizer');
  const temperature = cardNumber(card.calibration, 'temperature', 1);
  const logits = tensors && requireTensor(tensors, 'logits', [proposals.length, columns]).data;
  const raw = logits ? softmaxRows(logits, columns) : output.probabilities;
  const calibrated = logits ? softmaxRows(logits, columns, temperature) : output.calibrated;
  return {
    temperature,
    symbols: proposals.map(({ id, box, source }, n) => ({
      symbol: id,
      box: source?.box ?? context.frame.mapping.boxToImage(box),
      pinned: source?.pins.class === true,
      raw: classDistribution(raw, n, classes),
      calibrated: classDistribution(calibrated, n, classes),
    })),
  };
}
