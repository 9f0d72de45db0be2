import { readdir } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { printJson, tell } from '@/lib/cli/output';
import { userPath } from '@/lib/cli/paths';
import { findSnapshotId } from '@/lib/cli/snapshots';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { EXPORTERS, writeExport } from '@/lib/export';
import { exportSnapshot } from '@/lib/server/snapshots/export-snapshot';

interface ExportOptions {
  stage: Stage | 'any';
  format?: string;
  out: string;
  project?: string;
  as?: string;
  json?: boolean;
}

/** Two exports in one folder could not be told apart afterwards. */
async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  if (entries.length > 0) throw new AppError('invalid_input', `${folder} is not empty: name a new folder.`);
}

async function run(named: string, { stage, format, out, project, as, json }: ExportOptions): Promise<void> {
  const folder = userPath(out);
  await requireEmpty(folder);
  const report = await withDatabase(async () => {
    const actor = await commandActor(as);
    const snapshotId = await findSnapshotId(actor, named, project);
    const { name, files } = await exportSnapshot(actor, { snapshotId, stage, format });
    return { snapshot: snapshotId, name, out, ...(await writeExport(files, folder)) };
  });
  if (json) printJson(report);
  else tell(`${report.files} files, ${report.bytes} bytes, in ${out}.`);
}

/** `export <snapshot> --stage S --format F --out DIR`: a snapshot as the training set of a stage. */
export function register(program: Command): void {
  const formats = [...new Set(EXPORTERS.map(({ format }) => format))];
  program
    .command('export <snapshot>')
    .description(
      `a snapshot as a training set: ${EXPORTERS.map(({ stage, format }) => `${stage}/${format}`).join(', ')}`,
    )
    .addOption(
      new Option('--stage <stage>', 'the stage that learns from it')
        .choices([...STAGES, 'any'])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--format <format>', 'otherwise the first of the stage').choices(formats))
    .requiredOption('--out <folder>', 'a new or empty folder')
    .option('--project <slug>', 'where several projects have a snapshot of that name')
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(run);
}
