import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { collectInputs } from '@/lib/cli/inputs';
import { printJson, tell } from '@/lib/cli/output';
import { userPath } from '@/lib/cli/paths';
import { progress } from '@/lib/cli/progress';
import { ensureProject } from '@/lib/cli/project';
import type { CategoryValues } from '@/lib/domain/quotas';
import { SPLITS, type Split } from '@/lib/domain/splits';
import { AppError } from '@/lib/errors';
import { IMPORT_EXTENSIONS, IMPORT_FORMATS } from '@/lib/import';
import { importFiles, type SourceFile } from '@/lib/server/imports/import-files';
import { finishImport } from '@/lib/server/imports/import-status';
import { TRUTH_MODES, type TruthMode } from '@/lib/server/imports/import-options';
import { startImport } from '@/lib/server/imports/start-import';

interface ImportCommandOptions {
  project: string;
  format?: string;
  truth: TruthMode;
  category: CategoryValues;
  split?: Split;
  as?: string;
  json?: boolean;
}

/** Collects `--category axis=value`, which may be given once per axis. */
function collectCategory(value: string, earlier: CategoryValues): CategoryValues {
  const [, axis, key] = /^([^=]+)=([^=]+)$/u.exec(value) ?? [];
  if (!axis || !key) throw new InvalidArgumentError('write axis=value');
  if (earlier[axis]) throw new InvalidArgumentError(`${axis} is given twice`);
  return { ...earlier, [axis]: key };
}

/** The files below the given paths, each under the name by which the import knows it. */
async function sources(paths: readonly string[], format?: string): Promise<SourceFile[]> {
  const extensions = IMPORT_FORMATS.find(({ name }) => name === format)?.extensions ?? IMPORT_EXTENSIONS;
  const lists = await Promise.all(
    paths.map(async (root) => {
      const files = await collectInputs([root], extensions);
      return files.map((file) => {
        const inside = path.relative(root, file) || path.basename(file);
        const name =
          paths.length > 1 && inside !== path.basename(file)
            ? path.join(path.basename(root), inside)
            : inside;
        return { path: name.split(path.sep).join('/'), read: () => readFile(file) };
      });
    }),
  );
  const files = lists.flat();
  if (files.length === 0) throw new AppError('not_found', 'There is no file here that can be imported.');
  return files;
}

type Counts = { added: number; exists: number; failed: number };

async function run(given: string[], options: ImportCommandOptions): Promise<void> {
  const paths = given.map(userPath);
  const files = await sources(paths, options.format);
  const report = await withDatabase(async () => {
    const actor = await commandActor(options.as);
    await ensureProject(actor, options.project, options.category);
    const { batchId, done } = await startImport(actor, {
      project: options.project,
      source: paths.join('\n'),
      resume: true,
      options: {
        truth: options.truth,
        values: options.category,
        ...(options.format && { format: options.format }),
        ...(options.split && { split: options.split }),
      },
    });
    if (done > 0) tell(`Going on with an import that was cut off: ${done} files are in already.`);
    const counts: Counts = { added: 0, exists: 0, failed: 0 };
    const failures: { path: string; error: { code: string; message: string } | null }[] = [];
    const bar = progress('imported', Math.max(0, files.length - done));
    for await (const outcome of importFiles(actor, { batchId, files })) {
      counts[outcome.status] += 1;
      bar.step();
      if (outcome.status !== 'failed') continue;
      failures.push({ path: outcome.path, error: outcome.error });
      tell(`${outcome.path}: ${outcome.error?.message ?? 'failed'}`);
    }
    bar.done();
    await finishImport(actor, { batchId });
    return { project: options.project, batch: batchId, ...counts, earlier: done, failures };
  });
  if (options.json) printJson(report);
  else tell(`${report.added} added, ${report.exists} there already, ${report.failed} failed.`);
  if (report.failed > 0 && report.added + report.exists + report.earlier === 0) process.exitCode = 1;
}

/** `import <path…> --project P`: files into a project, as a batch that can be cut off and continued. */
export function register(program: Command): void {
  program
    .command('import <path...>')
    .description('import images and InkML, from files or folders; run again to go on with what was cut off')
    .requiredOption('--project <slug>', 'the project; made when there is none')
    .addOption(
      new Option(
        '--format <name>',
        'take the files for this format; otherwise their content decides',
      ).choices(IMPORT_FORMATS.map(({ name }) => name)),
    )
    .addOption(
      new Option(
        '--truth <mode>',
        'the truth in the files: as right, as a prediction to correct, or not at all',
      )
        .choices(TRUTH_MODES)
        .default('gold'),
    )
    .option('--category <axis=value>', 'a category value, once per axis', collectCategory, {})
    .addOption(new Option('--split <name>', 'the split they must get in every snapshot').choices(SPLITS))
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(run);
}
