import { z } from 'zod';
import { PredictionSchema } from '@/lib/domain/annotation/prediction';
import { AnnotationSchema } from '@/lib/domain/annotation/schema';
import { StageSchema } from '@/lib/domain/stages';

/** What the web process asks of the worker's inference server, over HTTP with a shared secret. */

const ImageHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** POST /predict: the whole pipeline on a stored image. */
export const PredictRequestSchema = z
  .object({
    imageHash: ImageHashSchema,
    /** Whose release speaks; without it the one that is shipped. */
    projectId: z.uuid().optional(),
  })
  .strict();
export type PredictRequest = z.infer<typeof PredictRequestSchema>;

/** POST /cascade: the stages after `changedStage`, around what is pinned in `annotation`. */
export const CascadeRequestSchema = z
  .object({
    imageHash: ImageHashSchema,
    projectId: z.uuid().optional(),
    annotation: AnnotationSchema,
    changedStage: StageSchema,
  })
  .strict();
export type CascadeRequest = z.infer<typeof CascadeRequestSchema>;

/** POST /explain: the whole pipeline on a stored image, by these candidates; the shipped one where a stage is not named. */
export const ExplainRequestSchema = z
  .object({
    imageHash: ImageHashSchema,
    /** stage → id of the candidate's row. */
    candidates: z.partialRecord(StageSchema, z.uuid()).default({}),
  })
  .strict();
export type ExplainRequest = z.input<typeof ExplainRequestSchema>;

/** A card as its author wrote it, and model.onnx; none for rules. */
export type OfferedCandidate = { card: unknown; model: Uint8Array | null };

/** POST /check, a form with `card` (JSON) and `model`: what the contract check found to be worth a word. */
export const CandidateCheckSchema = z.object({ warnings: z.array(z.string()) }).strict();
export type CandidateCheck = z.infer<typeof CandidateCheckSchema>;

export const InferenceResponseSchema = z
  .object({
    prediction: PredictionSchema,
    /** Image pixels. */
    width: z.number().int(),
    height: z.number().int(),
  })
  .strict();
export type InferenceResponse = z.infer<typeof InferenceResponseSchema>;

/** GET /health. */
export const InferenceHealthSchema = z.object({
  /** stage → "candidate name@version"; null while no models are open. */
  models: z.record(z.string(), z.string()).nullable(),
  /** Why there are none. */
  problem: z.string().nullable(),
  /** Is the worker connected to its queue? */
  queue: z.boolean(),
  startedAt: z.iso.datetime(),
});
export type InferenceHealth = z.infer<typeof InferenceHealthSchema>;

/** Answers other than 200. */
export const InferenceErrorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
