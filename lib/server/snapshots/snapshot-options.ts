import { z } from 'zod';
import { DEFAULT_RATIOS, SplitRatiosSchema } from '@/lib/domain/splits';

/** What whoever makes a snapshot decides. */
export const SnapshotChoicesSchema = z
  .object({
    /** `submitted` also takes what nobody has judged yet. */
    include: z.enum(['approved', 'submitted']).default('approved'),
    ratios: SplitRatiosSchema.default(DEFAULT_RATIOS),
    seed: z.number().int().default(0),
    /** Hold training formulas whose canonical LaTeX is also in val or test. */
    holdSameLatex: z.boolean().default(false),
    /** Licence of the data: SPDX or Hugging Face id and its page. */
    licence: z
      .object({ id: z.string().min(1).max(80), url: z.url() })
      .strict()
      .optional(),
  })
  .strict();
export type SnapshotChoices = z.infer<typeof SnapshotChoicesSchema>;

/** What a snapshot's row keeps besides its items. */
export const SnapshotOptionsSchema = SnapshotChoicesSchema.omit({ include: true }).extend({
  /** In code point order. */
  classes: z.array(z.string()),
  /** Formulas of train whose canonical LaTeX is also in val or test. */
  sameLatexAcrossSplits: z.number().int(),
});
export type SnapshotOptions = z.infer<typeof SnapshotOptionsSchema>;
