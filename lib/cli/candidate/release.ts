import type { Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, tell } from '@/lib/cli/output';
import { findCandidate } from '@/lib/server/candidates/show';
import { releaseCandidate } from '@/lib/server/candidates/release';

interface ReleaseOptions {
  project: string;
  note: string;
  because?: string;
  with: string[];
  as?: string;
  json?: boolean;
}

async function release(named: string, options: ReleaseOptions): Promise<void> {
  const { project, note, because, as, json, with: others } = options;
  const released = await withDatabase(async () => {
    const actor = await commandActor(as);
    const idOf = async (name: string) => (await findCandidate(actor, project, name)).id;
    return releaseCandidate(actor, {
      project,
      candidateId: await idOf(named),
      together: await Promise.all(others.map(idOf)),
      note,
      because,
    });
  });
  if (json) {
    printJson(released);
    return;
  }
  for (const { stage, candidate } of [released, ...released.together]) {
    tell(`${candidate.ref} is in use for the ${stage}.`);
  }
  tell(`${released.again} formulas wait for it.`);
}

/** `candidate release <ref>`: let a project use a candidate for its stage. */
export function register(parent: Command): void {
  parent
    .command('release <candidate>')
    .description('use a candidate (stage/name@version, or its id) for its stage from now on')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--note <text>', 'what this release is for')
    .option('--because <text>', 'why, although it loses on what is guarded or was not evaluated')
    .option('--with <candidates...>', 'candidates for other stages, released in the same moment', [])
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(release);
}
