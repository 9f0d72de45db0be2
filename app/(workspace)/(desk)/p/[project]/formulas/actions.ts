'use server';
import { z } from 'zod';
import { runAction } from '@/app/_shared/run-action';
import type { FormulaPage } from '@/components/formulas/gallery';
import type { ActionResult } from '@/components/ui/action-result';
import { FLAG_KINDS } from '@/lib/domain/flags';
import { FormulaStateSchema } from '@/lib/domain/quotas';
import { listFormulas } from '@/lib/server/formulas/list-formulas';

const Query = z.object({
  project: z.string(),
  cells: z.array(z.uuid()).optional(),
  states: z.array(FormulaStateSchema).optional(),
  class: z.string().optional(),
  text: z.string().optional(),
  predictionFailed: z.boolean().optional(),
  flag: z.enum([...FLAG_KINDS, 'any']).optional(),
  openComments: z.boolean().optional(),
});
export type FormulaQuery = z.infer<typeof Query>;

/** The page of the gallery that begins at `cursor`. */
export async function loadMore(query: FormulaQuery, cursor: string): Promise<ActionResult<FormulaPage>> {
  return runAction(Query.extend({ cursor: z.string() }), { ...query, cursor }, listFormulas);
}
