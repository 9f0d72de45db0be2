import { Option, type Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, tell } from '@/lib/cli/output';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { rollbackRelease } from '@/lib/server/candidates/rollback';

interface RollbackOptions {
  project: string;
  stage: Stage;
  note: string;
  as?: string;
  json?: boolean;
}

async function rollback({ project, stage, note, as, json }: RollbackOptions): Promise<void> {
  const released = await withDatabase(async () =>
    rollbackRelease(await commandActor(as), { project, stage, note }),
  );
  if (json) {
    printJson(released);
    return;
  }
  for (const { stage: of, candidate } of [released, ...released.together]) {
    tell(`${candidate.ref} is in use for the ${of} again.`);
  }
  tell(`${released.again} formulas wait for it.`);
}

/** `candidate rollback --stage S`: take the newest release of a stage back. */
export function register(parent: Command): void {
  parent
    .command('rollback')
    .description('take the newest release of a stage back; the one before it counts again')
    .requiredOption('--project <slug>', 'the project')
    .addOption(new Option('--stage <stage>', 'the stage').choices(STAGES).makeOptionMandatory())
    .requiredOption('--note <text>', 'why it is taken back')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(rollback);
}
