import { AppError } from '@/lib/errors';
import type { Annotation } from './annotation/schema';
import type { Stage } from './stages';

/**
 * Most symbols that the models are asked about again after a correction: what they take grows with the square of
 * it (on two cores 2 s and 0.7 GB for 400, 10 s and 3 GB for 1,000). The detector proposes no more either.
 */
export const MOST_ASKED_ABOUT = 400;

/** @throws AppError too_large when the stages behind `changed` would have to look at more symbols than they can */
export function requireAskable({ symbols }: Annotation, changed: Stage): void {
  const count = Object.keys(symbols).length;
  // Behind the ordering there is the label alone, which is no work.
  if (count <= MOST_ASKED_ABOUT || changed === 'aligner' || changed === 'converter') return;
  throw new AppError(
    'too_large',
    `The models are asked again about ${MOST_ASKED_ABOUT} symbols at most; this formula has ${count}.`,
  );
}
