import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { e2eServer } from '@/tests/support/e2e-server';

const PlantedSchema = z.object({ snapshot: z.uuid(), formulas: z.int(), said: z.string() });
/** A snapshot of drawn gold, and a candidate `majority@1` that says `said` whatever it sees. */
export type Planted = z.infer<typeof PlantedSchema>;

/** Plant them in a project, by a program beside the running server; without a count, all formulas there are. */
export async function plantComparison(project: string, count?: number): Promise<Planted> {
  const script = ['--import', 'tsx', 'tests/support/plant-comparison.ts', project];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    count === undefined ? script : [...script, String(count)],
    { env: { ...process.env, FORMULARY_HOME: e2eServer().home, DATABASE_URL: '' }, timeout: 180_000 },
  );
  return PlantedSchema.parse(JSON.parse(stdout));
}
