import { z } from 'zod';
import { TextSchema } from '@/lib/domain/text';
import { DiffSchema } from './diff';

export const CHANGE_SOURCES = ['user', 'model', 'remote'] as const;

/**
 * One durable, attributed, invertible change as the client sends it. The id is made by the client, so
 * that sending it twice saves it once.
 */
export const EditSchema = z
  .object({
    id: z.uuid(),
    diff: DiffSchema,
    source: z.enum(CHANGE_SOURCES),
    /** Name of the action that made it, e.g. `symbol.relabel`. */
    action: TextSchema.min(1).max(64),
    /** Milliseconds of activity since the edit before: effort cannot be reconstructed later. */
    activeMs: z.number().int().min(0).max(86_400_000),
    /** The prediction that was being corrected, if any. */
    predictionId: z.uuid().nullable(),
  })
  .strict();
export type Edit = z.infer<typeof EditSchema>;

/** POST /api/v1/annotations/:id/edits — a batch is atomic. */
export const SaveRequestSchema = z
  .object({ baseVersion: z.number().int().min(0), edits: z.array(EditSchema).min(1).max(500) })
  .strict();
export type SaveRequest = z.infer<typeof SaveRequestSchema>;

/** Answer of a save: the version after it, and which of the edits the server had already. */
export const SaveResponseSchema = z
  .object({ version: z.number().int(), alreadySaved: z.array(z.uuid()) })
  .strict();
export type SaveResponse = z.infer<typeof SaveResponseSchema>;
