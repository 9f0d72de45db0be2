import type { Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, printTable } from '@/lib/cli/output';
import { candidateReference, type CandidateRow } from '@/lib/domain/candidate';
import { listCandidates } from '@/lib/server/candidates/list';

interface ListOptions {
  project: string;
  as?: string;
  json?: boolean;
}

const megabytes = (bytes: number) => (bytes === 0 ? '-' : `${(bytes / 1e6).toFixed(1)} MB`);

const origin = ({ shipped, createdBy, createdAt }: CandidateRow) =>
  shipped ? 'comes with the program' : `${createdAt.slice(0, 10)} by ${createdBy ?? 'a deleted account'}`;

async function list({ project, as, json }: ListOptions): Promise<void> {
  const candidates = await withDatabase(async () => listCandidates(await commandActor(as), { project }));
  if (json) {
    printJson(candidates);
    return;
  }
  printTable([
    ['candidate', 'in use', 'size', 'lighter', 'added'],
    ...candidates.map((row) => [
      candidateReference(row),
      row.released ? 'yes' : '',
      megabytes(row.bytes),
      row.variant ?? '',
      origin(row),
    ]),
  ]);
}

/** `candidate list --project P`: what a project can use for its stages, and what it uses. */
export function register(parent: Command): void {
  parent
    .command('list')
    .description('what a project can use for its stages, and what it uses')
    .requiredOption('--project <slug>', 'the project')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(list);
}
