import type { Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { comparisonTable } from '@/lib/cli/evaluation/comparison-table';
import { printJson } from '@/lib/cli/output';
import { compareEvaluations } from '@/lib/server/evaluations/compare';

async function run(a: string, b: string, { as, json }: { as?: string; json?: boolean }): Promise<void> {
  const comparison = await withDatabase(async () => compareEvaluations(await commandActor(as), { a, b }));
  if (json) printJson(comparison);
  else process.stdout.write(comparisonTable(comparison));
}

/** `candidate compare <a> <b>`: two evaluations of the same split, number by number. */
export function register(parent: Command): void {
  parent
    .command('compare <a> <b>')
    .description('two evaluations of the same split side by side, with paired differences')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(run);
}
