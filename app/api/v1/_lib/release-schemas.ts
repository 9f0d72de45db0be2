import { z } from 'zod';
import { StageSchema } from '@/lib/domain/stages';

/** Releases and what guards them, as the API answers them: lib/domain/release/types. */

export const CandidateRefSchema = z.object({ id: z.uuid(), ref: z.string(), shipped: z.boolean() });

const GuardedValueSchema = z.object({
  kind: z.enum(['metric', 'class', 'relation', 'latency', 'coverage']),
  key: z.string(),
  group: z.enum([...StageSchema.options, 'endToEnd']),
  better: z.enum(['higher', 'lower']),
  inUse: z.number().nullable(),
  candidate: z.number().nullable(),
  difference: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  support: z.number().int().nullable(),
  verdict: z.enum(['won', 'lost', 'no_difference', 'unknown']),
});

export const GuardReportSchema = z.object({
  stage: StageSchema,
  candidate: CandidateRefSchema,
  inUse: CandidateRefSchema,
  evidence: z
    .object({
      snapshot: z.object({ id: z.uuid(), name: z.string() }),
      split: z.enum(['test', 'val']),
      inUse: z.uuid(),
      candidate: z.uuid(),
      formulas: z.number().int(),
      otherStages: z.enum(['in_use', 'same', 'different']),
    })
    .nullable(),
  cannotWorkWith: CandidateRefSchema.nullable(),
  partners: z.array(CandidateRefSchema),
  values: z.array(GuardedValueSchema),
  warnings: z.array(
    z.discriminatedUnion('code', [
      z.object({ code: z.literal('weights_too_large'), bytes: z.number().int(), limit: z.number().int() }),
      z.object({ code: z.literal('trained_on_these'), formulas: z.number().int() }),
      z.object({ code: z.literal('not_test_split'), split: z.literal('val') }),
    ]),
  ),
  needsReason: z.boolean(),
});

export const ReleaseRowSchema = z.object({
  id: z.uuid(),
  stage: StageSchema,
  candidate: CandidateRefSchema,
  note: z.string(),
  because: z.string().nullable(),
  rollback: z.boolean(),
  inUse: z.boolean(),
  guard: GuardReportSchema.nullable(),
  at: z.iso.datetime(),
  by: z.object({ id: z.uuid(), name: z.string() }),
});
