import { z } from 'zod';
import { StageSchema } from '@/lib/domain/stages';

/** Parts of a card that a screen shows. Whoever trained it may write more; what is not here is not shown. */
const SummarySchema = z.object({
  stage: StageSchema,
  name: z.string().min(1),
  version: z.coerce.string(),
  kind: z.enum(['onnx', 'rules']),
  dependsOn: z.array(StageSchema).default([]),
  licence: z.string().min(1),
  sha256: z.string().optional(),
  parameters: z.number().optional(),
  classes: z.array(z.string()).optional(),
  trainedAt: z.string().optional(),
  data: z.object({ name: z.string(), formulas: z.number().optional() }).optional().catch(undefined),
  metrics: z.record(z.string(), z.unknown()).default({}),
});

/** A candidate's card as screens and lists show it. */
export type CandidateSummary = {
  stage: z.infer<typeof StageSchema>;
  name: string;
  version: string;
  kind: 'onnx' | 'rules';
  dependsOn: z.infer<typeof StageSchema>[];
  licence: string;
  /** Of model.onnx; null for rules. */
  sha256: string | null;
  parameters: number | null;
  classes: number | null;
  trainedAt: string | null;
  data: { name: string; formulas: number | null } | null;
  /** Numbers by name; those of nested groups as `group.name`. */
  metrics: Record<string, number>;
};

function numbersIn(value: Record<string, unknown>, prefix = ''): [string, number][] {
  return Object.entries(value).flatMap(([key, inner]): [string, number][] => {
    if (typeof inner === 'number' && Number.isFinite(inner)) return [[prefix + key, inner]];
    if (inner && typeof inner === 'object' && !Array.isArray(inner)) {
      return numbersIn(inner as Record<string, unknown>, `${prefix}${key}.`);
    }
    return [];
  });
}

/** Reads a card leniently: what is optional may be absent. @throws z.ZodError when it is no card at all */
export function summarizeCard(card: unknown): CandidateSummary {
  const { classes, data, metrics, sha256, parameters, trainedAt, ...rest } = SummarySchema.parse(card);
  return {
    ...rest,
    sha256: sha256 ?? null,
    parameters: parameters ?? null,
    classes: classes && classes.length > 0 ? classes.length : null,
    trainedAt: trainedAt && !Number.isNaN(Date.parse(trainedAt)) ? trainedAt : null,
    data: data ? { name: data.name, formulas: data.formulas ?? null } : null,
    metrics: Object.fromEntries(numbersIn(metrics)),
  };
}
