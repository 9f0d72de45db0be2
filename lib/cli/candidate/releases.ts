import type { Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, printTable } from '@/lib/cli/output';
import { listReleases } from '@/lib/server/candidates/list-releases';

interface ReleasesOptions {
  project: string;
  as?: string;
  json?: boolean;
}

async function releases({ project, as, json }: ReleasesOptions): Promise<void> {
  const rows = await withDatabase(async () => listReleases(await commandActor(as), { project }));
  if (json) {
    printJson(rows);
    return;
  }
  printTable([
    ['stage', 'candidate', 'in use', 'when', 'by', 'note', 'although it lost, because'],
    ...rows.map(({ stage, candidate, inUse, rollback, at, by, note, because }) => [
      stage,
      rollback ? `back to ${candidate.ref}` : candidate.ref,
      inUse ? 'yes' : '',
      at.slice(0, 16).replace('T', ' '),
      by.name,
      note,
      because ?? '',
    ]),
  ]);
}

/** `candidate releases --project P`: what was released and taken back, by whom, when and why. */
export function register(parent: Command): void {
  parent
    .command('releases')
    .description('what a project released and took back, newest first')
    .requiredOption('--project <slug>', 'the project')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(releases);
}
