import { Option, type Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { headingOf, storedEvaluation } from '@/lib/cli/evaluation/stored-table';
import { printJson, tell } from '@/lib/cli/output';
import { findSnapshotId } from '@/lib/cli/snapshots';
import { withWorker } from '@/lib/cli/worker';
import { EVALUATION_SPLITS, type EvaluationSplit, type EvaluationView } from '@/lib/domain/evaluations';
import type { Actor } from '@/lib/domain/permissions';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { findCandidate } from '@/lib/server/candidates/show';
import { showEvaluation } from '@/lib/server/evaluations/show';
import { startEvaluation } from '@/lib/server/evaluations/start';

interface CandidateEvaluateOptions {
  project: string;
  snapshot: string;
  split: EvaluationSplit;
  wait?: boolean;
  as?: string;
  json?: boolean;
}

const LOOK_MS = 500;
/** Looks between two lines about the progress. */
const TELL_EVERY = 20;

/** The candidates that are named, by stage; one a stage. */
async function byStage(actor: Actor, project: string, references: readonly string[]) {
  const chosen: Partial<Record<Stage, string>> = {};
  for (const reference of references) {
    const { id, stage } = await findCandidate(actor, project, reference);
    if (chosen[stage]) {
      throw new AppError('invalid_input', `Two candidates for the ${stage} are named: name one a stage.`);
    }
    chosen[stage] = id;
  }
  return chosen;
}

async function untilDone(actor: Actor, id: string): Promise<EvaluationView> {
  for (let looks = 1; ; looks += 1) {
    const view = await showEvaluation(actor, { id });
    if (view.status !== 'queued' && view.status !== 'running') return view;
    const { scored, unscored, total } = view.progress;
    if (looks % TELL_EVERY === 0) tell(`evaluated ${scored + unscored}/${total}`);
    await pause(LOOK_MS);
  }
}

async function run(references: string[], options: CandidateEvaluateOptions): Promise<void> {
  const { project, split, wait, json } = options;
  const view = await withDatabase(async () => {
    const actor = await commandActor(options.as);
    const snapshotId = await findSnapshotId(actor, options.snapshot, project);
    const candidates = await byStage(actor, project, references);
    const { id } = await startEvaluation(actor, { project, snapshotId, split, candidates });
    return wait ? withWorker(() => untilDone(actor, id)) : showEvaluation(actor, { id });
  });
  if (json) printJson(view);
  else if (wait) process.stdout.write(storedEvaluation(view));
  else tell(headingOf(view).trimEnd());
  if (wait && view.status !== 'done') process.exitCode = 1;
}

/** `candidate evaluate [candidate…]`: scores them on a locked split, the release doing what is not named. */
export function register(parent: Command): void {
  parent
    .command('evaluate [candidates...]')
    .description(
      'score candidates (stage/name@version or ids) on a locked split; the release does the other stages',
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--snapshot <snapshot>', 'its id or name')
    .addOption(
      new Option('--split <split>', 'which formulas of the snapshot')
        .choices([...EVALUATION_SPLITS])
        .default('test'),
    )
    .option('--wait', 'until it is done; starts a worker when no server runs')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(run);
}
