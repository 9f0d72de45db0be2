import { InvalidArgumentError, Option, type Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, printTable, tell } from '@/lib/cli/output';
import { findSnapshotId } from '@/lib/cli/snapshots';
import { DEFAULT_RATIOS, SplitRatiosSchema, type SplitRatios } from '@/lib/domain/splits';
import { createSnapshot } from '@/lib/server/snapshots/create-snapshot';
import { listSnapshots, type SplitCounts } from '@/lib/server/snapshots/list-snapshots';
import { showSnapshot } from '@/lib/server/snapshots/show-snapshot';

interface CommonOptions {
  project: string;
  as?: string;
  json?: boolean;
}
interface CreateOptions extends CommonOptions {
  name: string;
  include: 'approved' | 'submitted';
  ratios: SplitRatios;
  seed: number;
  holdSameLatex?: boolean;
}

/** `80/10/10`: shares of train, val and test. */
function parseRatios(text: string): SplitRatios {
  const [train, val, test, more] = text.split('/').map(Number);
  const parsed = SplitRatiosSchema.safeParse({ train, val, test });
  if (!parsed.success || more !== undefined)
    throw new InvalidArgumentError('write train/val/test, such as 80/10/10');
  return parsed.data;
}

function parseSeed(text: string): number {
  if (!/^-?\d{1,9}$/u.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

const counted = ({ train, val, test, held }: SplitCounts) =>
  `${train} train, ${val} val, ${test} test, ${held} held`;

async function create(options: CreateOptions): Promise<void> {
  const { project, name, include, ratios, seed, holdSameLatex = false, json } = options;
  const shown = await withDatabase(async () => {
    const actor = await commandActor(options.as);
    const choices = { include, ratios, seed, holdSameLatex };
    const { id } = await createSnapshot(actor, { project, name, choices });
    return showSnapshot(actor, { id });
  });
  if (json) printJson(shown);
  else tell(`Snapshot "${shown.name}" (${shown.id}): ${counted(shown.counts)}.`);
}

async function list({ project, as, json }: CommonOptions): Promise<void> {
  const snapshots = await withDatabase(async () => listSnapshots(await commandActor(as), { project }));
  if (json) {
    printJson(snapshots);
    return;
  }
  printTable([
    ['name', 'id', 'made', 'formulas'],
    ...snapshots.map(({ name, id, createdAt, counts }) => [name, id, createdAt, counted(counts)]),
  ]);
}

async function show(named: string, { project, as, json }: Partial<CommonOptions>): Promise<void> {
  const snapshot = await withDatabase(async () => {
    const actor = await commandActor(as);
    return showSnapshot(actor, { id: await findSnapshotId(actor, named, project) });
  });
  if (json) {
    printJson(snapshot);
    return;
  }
  const { changes } = snapshot;
  printTable([
    ['name', snapshot.name],
    ['id', snapshot.id],
    ['project', snapshot.project.slug],
    ['made', `${snapshot.createdAt} by ${snapshot.by}`],
    ['takes', snapshot.include],
    ['content', snapshot.contentHash],
    ['formulas', counted(snapshot.counts)],
    ['classes', String(snapshot.options.classes.length)],
    ['same LaTeX', `${snapshot.options.sameLatexAcrossSplits} of train are also in val or test`],
    ...(changes
      ? [
          [
            `since ${changes.since.name}`,
            `${changes.added} added, ${changes.removed} gone, ${changes.changed} changed`,
          ],
        ]
      : []),
    ...snapshot.held.map(({ name, reason }) => ['held', `${name}: ${reason ?? ''}`]),
  ]);
}

/** `snapshot create|list|show`: immutable lists of revisions that exports are made from. */
export function register(program: Command): void {
  const snapshot = program
    .command('snapshot')
    .description('immutable lists of revisions: create, list, show');
  const common = (command: Command) =>
    command
      .option('--as <address>', 'in whose name; otherwise the oldest administrator')
      .option('--json', 'print one JSON document');
  common(snapshot.command('create'))
    .description('freeze the newest approved revision of every formula, with a split each')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--name <name>', 'its name')
    .addOption(
      new Option('--include <what>', 'also take what nobody has judged yet')
        .choices(['approved', 'submitted'])
        .default('approved'),
    )
    .option('--ratios <train/val/test>', 'shares of the splits', parseRatios, DEFAULT_RATIOS)
    .option('--seed <number>', 'of the order in which groups choose their split', parseSeed, 0)
    .option('--hold-same-latex', 'hold training formulas whose LaTeX is also in val or test')
    .action(create);
  common(snapshot.command('list'))
    .description('the snapshots of a project')
    .requiredOption('--project <slug>', 'the project')
    .action(list);
  common(snapshot.command('show <snapshot>'))
    .description('what is in a snapshot, by its id or name')
    .option('--project <slug>', 'where several projects have one of that name')
    .action(show);
}
