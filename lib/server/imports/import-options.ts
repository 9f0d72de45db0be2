import { z } from 'zod';
import { CategoryValuesSchema } from '@/lib/domain/quotas';
import { SPLITS } from '@/lib/domain/splits';

/** What is done with the truth that a file carries: taken as right, as a prediction to correct, or not at all. */
export const TRUTH_MODES = ['gold', 'prediction', 'ignore'] as const;
export type TruthMode = (typeof TRUTH_MODES)[number];

/** What the files of one batch have in common. */
export const ImportOptionsSchema = z
  .object({
    truth: z.enum(TRUTH_MODES).default('ignore'),
    values: CategoryValuesSchema.default({}),
    /** Name of an import format; without it the content decides. */
    format: z.string().max(40).optional(),
    /** The split that these formulas must get in every snapshot. */
    split: z.enum(SPLITS).optional(),
  })
  .strict();
export type ImportOptions = z.infer<typeof ImportOptionsSchema>;
