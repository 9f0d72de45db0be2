import type { Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, printTable } from '@/lib/cli/output';
import { FORMULA_STATES } from '@/lib/domain/quotas';
import { listCells } from '@/lib/server/projects/list-cells';

interface QuotaOptions {
  project: string;
  as?: string;
  json?: boolean;
}

async function run({ project, as, json }: QuotaOptions): Promise<void> {
  const { axes, cells } = await withDatabase(async () => listCells(await commandActor(as), { project }));
  if (json) {
    printJson({ project, axes, cells });
    return;
  }
  printTable([
    ['cell', 'target', 'missing', ...FORMULA_STATES],
    ...cells.map(({ key, target, missing, counts }) => [
      key || '(none)',
      String(target),
      String(missing),
      ...FORMULA_STATES.map((state) => String(counts[state])),
    ]),
  ]);
}

/** `quotas --project P`: the category cells, their targets, and what is in each state. */
export function register(program: Command): void {
  program
    .command('quotas')
    .description('the category cells with their targets and what is in each state')
    .requiredOption('--project <slug>', 'the project')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(run);
}
