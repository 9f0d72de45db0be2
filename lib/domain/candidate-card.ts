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
  measurements: Measurement[];
};

/** What was measured on one set of formulas, as shares in 0…1 by name. */
export type Measurement = { set: string; formulas: number | null; shares: Record<string, number> };

const GroupSchema = z
  .record(z.string(), z.unknown())
  .transform((group) =>
    Object.entries(group).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );

/**
 * The measurements of a card: groups that say on how many `formulas` they were made. Trainers write
 * percent or shares; what exceeds 1 anywhere in its group is percent.
 */
function measurementsIn(metrics: Record<string, unknown>): Measurement[] {
  return Object.entries(metrics).flatMap(([set, value]): Measurement[] => {
    const group = GroupSchema.safeParse(value);
    const numbers = group.success ? group.data : [];
    const formulas = numbers.find(([name]) => name === 'formulas')?.[1];
    if (formulas === undefined) return [];
    const values = numbers.filter(([name]) => name !== 'formulas');
    const unit = values.some(([, number]) => number > 1) ? 100 : 1;
    return [
      { set, formulas, shares: Object.fromEntries(values.map(([name, number]) => [name, number / unit])) },
    ];
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
    measurements: measurementsIn(metrics),
  };
}
