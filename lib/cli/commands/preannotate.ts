import type { Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, tell } from '@/lib/cli/output';
import { withWorker } from '@/lib/cli/worker';
import type { Actor } from '@/lib/domain/permissions';
import {
  preannotate,
  preannotationProgress,
  type PreannotationProgress,
} from '@/lib/server/predictions/preannotate';

interface PreannotateOptions {
  project: string;
  wait?: boolean;
  retry?: boolean;
  as?: string;
  json?: boolean;
}

const LOOK_MS = 500;
/** Looks between two lines about the progress. */
const TELL_EVERY = 20;

async function waitUntilDone(actor: Actor, project: string): Promise<PreannotationProgress> {
  for (let looks = 1; ; looks += 1) {
    const state = await preannotationProgress(actor, { project });
    if (state.waiting === 0) return state;
    if (looks % TELL_EVERY === 0) tell(`${state.waiting} wait, ${state.done} done, ${state.failed} failed`);
    await pause(LOOK_MS);
  }
}

async function run({ project, wait, retry, as, json }: PreannotateOptions): Promise<void> {
  const report = await withDatabase(async () => {
    const actor = await commandActor(as);
    const { queued } = await preannotate(actor, { project, retry });
    const state = wait
      ? await withWorker(() => waitUntilDone(actor, project))
      : await preannotationProgress(actor, { project });
    return { project, queued, ...state };
  });
  const { queued, waiting, done, failed } = report;
  if (json) printJson(report);
  else tell(`${queued} sent; ${waiting} wait, ${done} done, ${failed} failed.`);
  if (wait && failed > 0 && done === 0) process.exitCode = 1;
}

/** `preannotate --project P [--wait]`: the models' first pass over what waits for it. */
export function register(program: Command): void {
  program
    .command('preannotate')
    .description('send every formula that waits for it to the models')
    .requiredOption('--project <slug>', 'the project')
    .option('--wait', 'until all are done; starts a worker when no server runs')
    .option('--retry', 'also those that failed before')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(run);
}
