import { z } from 'zod';
import { EditSchema } from '@/lib/domain/annotation/edit';
import { PredictionSchema } from '@/lib/domain/annotation/prediction';
import { AnnotationSchema } from '@/lib/domain/annotation/schema';
import { TalkSchema } from '@/lib/domain/comments';
import { FailureSchema } from '@/lib/domain/failure';
import { FlagKindSchema } from '@/lib/domain/flags';
import { CategoryValuesSchema, FormulaStateSchema } from '@/lib/domain/quotas';

/** Edits that arrived after the lease was lost; their author or a lead may apply them. */
export const DraftSchema = z
  .object({
    id: z.uuid(),
    author: z.object({ id: z.uuid(), name: z.string() }),
    baseVersion: z.number().int().min(0),
    edits: z.array(EditSchema),
    createdAt: z.iso.datetime(),
  })
  .strict();
export type Draft = z.infer<typeof DraftSchema>;

/** What the person who opened the formula may do with it now. */
export const EditorModeSchema = z.enum(['edit', 'review', 'read']);
export type EditorMode = z.infer<typeof EditorModeSchema>;

/** Everything that the editor needs to show a formula and to save its correction. */
export const EditorPayloadSchema = z
  .object({
    formula: z
      .object({
        id: z.uuid(),
        name: z.string(),
        /** Image pixels. */
        width: z.number().int().positive(),
        height: z.number().int().positive(),
        imageUrl: z.string(),
        state: FormulaStateSchema,
        cell: z.object({ id: z.uuid(), key: z.string(), values: CategoryValuesSchema }),
        predictionStatus: z.enum(['pending', 'done', 'failed']),
        predictionError: FailureSchema.nullable(),
      })
      .strict(),
    /** `edit`: changes will be saved; `review`: as a lead, who may change, approve and send back. */
    mode: EditorModeSchema,
    annotation: z
      .object({ id: z.uuid(), version: z.number().int().min(0), value: AnnotationSchema })
      .strict(),
    prediction: z.object({ id: z.uuid(), content: PredictionSchema }).strict().nullable(),
    /** The lease of whoever asks; null when they hold none. */
    lease: z.object({ expiresAt: z.iso.datetime() }).strict().nullable(),
    /** Who else holds it now. */
    heldBy: z.object({ name: z.string(), until: z.iso.datetime() }).strict().nullable(),
    /** Set while the last verdict was to send it back. */
    sentBack: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).strict().nullable(),
    /** Why and by whom it was put aside; the flag that says why has its own words. */
    skipped: z
      .object({
        reason: z.string(),
        flag: FlagKindSchema.nullable(),
        by: z.string(),
        at: z.iso.datetime(),
      })
      .strict()
      .nullable(),
    drafts: z.array(DraftSchema),
    /** Comments and flags. */
    talk: TalkSchema,
    /** The classes of the project, sorted. */
    classes: z.array(z.string()),
    project: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }).strict(),
    /** Formulas of the project past the annotators (submitted, approved), of all. */
    position: z.object({ done: z.number().int(), total: z.number().int() }).strict(),
  })
  .strict();
export type EditorPayload = z.infer<typeof EditorPayloadSchema>;
