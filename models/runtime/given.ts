import type { Annotation } from '@/lib/domain/annotation/schema';
import { requireAskable } from '@/lib/domain/cascade';
import type { Stage } from '@/lib/domain/stages';
import type { Frame } from '@/models/frame/frame';
import type { StageOutputs } from '@/models/stages/stage';

/**
 * The outputs that a cascade takes from the annotation instead of asking for them: after a change of boxes or
 * classes, all of its boxes. Classes are asked for again, since the aligner needs their probabilities; where
 * they are pinned, they stay.
 * @throws AppError too_large
 */
export function givenOutputs(annotation: Annotation, changed: Stage, frame: Frame): Partial<StageOutputs> {
  if (changed !== 'detector' && changed !== 'recognizer') return {};
  requireAskable(annotation, changed);
  const proposals = Object.values(annotation.symbols)
    .map((symbol) => ({ id: symbol.id, box: frame.mapping.boxToFrame(symbol.box), score: 1, source: symbol }))
    .sort((a, b) => a.box[0] - b.box[0] || a.box[1] - b.box[1]);
  return { detector: { proposals } };
}
