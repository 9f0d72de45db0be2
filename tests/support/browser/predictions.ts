import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { SymbolSchema } from '@/lib/domain/annotation/schema';
import { e2eServer } from '@/tests/support/e2e-server';

const FormulaSchema = z.object({ formula: z.uuid(), symbol: SymbolSchema.nullable() });
const PlantedSchema = z.object({
  right: FormulaSchema,
  class: FormulaSchema,
  symbol: FormulaSchema,
  relation: FormulaSchema,
});
/** Drawn formulas with one fault each in what was predicted; `symbol` is the truth about what is wrong. */
export type PlantedPredictions = z.infer<typeof PlantedSchema>;

/** Make a project of them, by a program beside the running server. */
export async function plantPredictions(project: string): Promise<PlantedPredictions> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'tests/support/plant-predictions.ts', project],
    { env: { ...process.env, FORMULARY_HOME: e2eServer().home, DATABASE_URL: '' }, timeout: 180_000 },
  );
  return PlantedSchema.parse(JSON.parse(stdout));
}
