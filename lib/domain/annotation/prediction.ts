import { z } from 'zod';
import { BoxSchema } from '@/lib/domain/geometry/box';
import { ClassNameSchema, PlaceSchema, SymbolIdSchema, type Annotation } from './schema';
import { LineIdSchema, NO_PINS } from './schema';

/** One alternative for a symbol's class with its confidence in 0..1. */
export const ClassCandidateSchema = z
  .object({ class: ClassNameSchema, confidence: z.number().min(0).max(1) })
  .strict();

/** A symbol as the models said it. `confidence` is that of the class, `boxConfidence` that of the box. */
export const PredictedSymbolSchema = z
  .object({
    id: SymbolIdSchema,
    box: BoxSchema,
    boxConfidence: z.number().min(0).max(1),
    class: ClassNameSchema,
    confidence: z.number().min(0).max(1),
    candidates: z.array(ClassCandidateSchema),
    place: PlaceSchema.nullable(),
    placeConfidence: z.number().min(0).max(1).nullable(),
  })
  .strict();
export type PredictedSymbol = z.infer<typeof PredictedSymbolSchema>;

/** What the release said about one formula. Kept for ever; never overwritten. Lines are in reading order. */
export const PredictionSchema = z
  .object({
    symbols: z.array(PredictedSymbolSchema),
    lines: z.array(LineIdSchema),
    latex: z.string(),
    latexConfidence: z.number().min(0).max(1).nullable(),
    timingsMs: z.record(z.string(), z.number()),
    /** stage → "candidate name@version" that spoke. */
    candidates: z.record(z.string(), z.string()),
  })
  .strict();
export type Prediction = z.infer<typeof PredictionSchema>;
/** stage → `name@version`: who said a prediction. */
export type Speakers = Prediction['candidates'];

/** A new annotation: an unpinned copy of the prediction, with the same symbol ids. */
export function annotationFromPrediction(prediction: Prediction): Annotation {
  return {
    symbols: Object.fromEntries(
      prediction.symbols.map(({ id, box, class: name, place }) => [
        id,
        { id, box, class: name, place, pins: NO_PINS },
      ]),
    ),
    lines: Object.fromEntries(prediction.lines.map((id, index) => [id, { id, index }])),
    tombstones: {},
    label: { latex: prediction.latex, pinned: false },
    accepted: { detector: false, recognizer: false, aligner: false, converter: false },
  };
}
