import { z } from 'zod';
import type { Comparison } from '@/lib/domain/comparison';
import { EvaluationReasonSchema } from '@/lib/domain/evaluation-reasons';
import {
  EVALUATION_SPLITS,
  EVALUATION_STATUSES,
  OUTCOMES,
  WHO,
  type EvaluationSummary,
} from '@/lib/domain/evaluations';
import { FailureSchema } from '@/lib/domain/failure';
import type { ScoredFormula } from '@/lib/domain/metrics';
import { StageSchema } from '@/lib/domain/stages';

/** What the API says about evaluations, for the OpenAPI document. */

const Candidate = z.object({
  id: z.uuid(),
  stage: StageSchema,
  name: z.string(),
  version: z.string(),
  kind: z.enum(['onnx', 'rules']),
  shipped: z.boolean(),
  bytes: z.number(),
});

export const LeakSchema = z.object({
  stage: StageSchema,
  candidate: z.string(),
  snapshot: z.object({ id: z.uuid().nullable(), name: z.string() }),
  trained: z.number(),
  tuned: z.number(),
});

export const EvaluationRowSchema = z.object({
  id: z.uuid(),
  project: z.string(),
  snapshot: z.object({ id: z.uuid(), name: z.string() }),
  split: z.enum(EVALUATION_SPLITS),
  status: z.enum(EVALUATION_STATUSES),
  error: z.string().nullable(),
  reason: EvaluationReasonSchema.nullable(),
  progress: z.object({ total: z.number(), scored: z.number(), unscored: z.number() }),
  candidates: z.array(Candidate),
  leaks: z.array(LeakSchema),
  createdAt: z.string(),
  by: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  headline: z
    .object({
      exprate: z.number(),
      zeroTouch: z.number(),
      meanCorrections: z.number(),
      p50Ms: z.number(),
    })
    .nullable(),
});

const SummarySchema = z
  .custom<EvaluationSummary>()
  .describe('The object of `evaluate --json`, with its intervals, memory and environment');

export const EvaluationViewSchema = EvaluationRowSchema.extend({
  summary: SummarySchema.nullable(),
  unscored: z.array(z.object({ formulaId: z.uuid(), name: z.string(), reason: FailureSchema })),
});

const Environment = z.object({
  cpu: z.string(),
  cores: z.number(),
  threads: z.number(),
  onnxRuntime: z.string(),
  node: z.string(),
  load: z.tuple([z.number(), z.number()]),
});

export const ComparisonSchema = z.object({
  a: EvaluationRowSchema,
  b: EvaluationRowSchema,
  comparison: z
    .custom<Comparison>()
    .describe('Every number of a and of b with its 95 % interval, and their paired difference b - a'),
  outcomes: z.record(
    z.enum(OUTCOMES),
    z.object({ a: z.number(), b: z.number(), both: z.number(), neither: z.number() }),
  ),
  unscored: z.array(
    z.object({
      formulaId: z.uuid(),
      name: z.string(),
      a: FailureSchema.nullable(),
      b: FailureSchema.nullable(),
    }),
  ),
  environments: z.object({ a: Environment, b: Environment }),
});

const Scored = z.custom<ScoredFormula>().describe('What was said about the formula');

export const DisagreementPageSchema = z.object({
  formulas: z.array(
    z.object({
      formulaId: z.uuid(),
      name: z.string(),
      imageUrl: z.string(),
      width: z.number(),
      height: z.number(),
      gold: z.custom<ScoredFormula['gold']>().describe('The truth'),
      a: Scored.nullable(),
      b: Scored.nullable(),
    }),
  ),
  total: z.number(),
  cursor: z.string().nullable(),
});

export const WhoSchema = z.enum(WHO);
