import { z } from 'zod';
import { VARIANTS } from '@/lib/domain/candidate';
import { StageSchema } from '@/lib/domain/stages';

/** Answers about candidates, as lib/domain/candidate has them. */

const Kind = z.enum(['onnx', 'rules']);
const Reference = z.object({ id: z.uuid(), name: z.string(), version: z.string() });
const VariantSchema = z.enum(VARIANTS).nullable();

const CardSummary = z.object({
  stage: StageSchema,
  name: z.string(),
  version: z.string(),
  kind: Kind,
  dependsOn: z.array(StageSchema),
  licence: z.string(),
  sha256: z.string().nullable(),
  parameters: z.number().nullable(),
  classes: z.number().nullable(),
  trainedAt: z.string().nullable(),
  data: z.object({ name: z.string(), formulas: z.number().nullable() }).nullable(),
  measurements: z.array(
    z.object({
      set: z.string(),
      formulas: z.number().nullable(),
      shares: z.record(z.string(), z.number()),
    }),
  ),
});

export const CandidateRowSchema = z.object({
  id: z.uuid(),
  stage: StageSchema,
  name: z.string(),
  version: z.string(),
  kind: Kind,
  bytes: z.number(),
  sha256: z.string(),
  shipped: z.boolean(),
  released: z.boolean(),
  card: CardSummary,
  variantOf: Reference.nullable(),
  variant: VariantSchema,
  createdAt: z.string(),
  createdBy: z.string().nullable(),
});

export const CandidateViewSchema = CandidateRowSchema.extend({
  project: z.object({ slug: z.string(), name: z.string() }).nullable(),
  fullCard: z.record(z.string(), z.unknown()),
  variants: z.array(Reference.extend({ variant: VariantSchema, bytes: z.number() })),
});
