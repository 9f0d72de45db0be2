import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { AppError } from '@/lib/errors';
import { openPipeline } from '@/models/runtime/pipeline';
import { collectCandidate, type CandidateFolders } from '../candidates';
import { reportOn } from '../evaluation/report';
import { scoreFiles, type ScoredFiles } from '../evaluation/score-files';
import { evaluationTable } from '../evaluation/table';
import { collectInputs } from '../inputs';
import { printJson, tell } from '../output';

interface EvaluateOptions {
  json?: boolean;
  candidate: CandidateFolders;
  details?: string;
}

function nameUnscored({ unscored }: ScoredFiles): void {
  for (const { input, message } of unscored) tell(`not scored: ${input}: ${message}`);
}

/** Predicts and scores every .inkml file. @returns exit code: 1 only if none could be scored. */
export async function evaluateFolder(folder: string, options: EvaluateOptions): Promise<number> {
  const { json, details } = options;
  const files = await collectInputs([folder], ['inkml']);
  if (files.length === 0) throw new AppError('not_found', `There is no .inkml file in ${folder}.`);
  const pipeline = await openPipeline({ overrides: options.candidate });
  try {
    const run = await scoreFiles(pipeline, files);
    nameUnscored(run);
    if (details) await writeFile(details, run.details.map((line) => `${line}\n`).join(''));
    const { report, description } = reportOn(run.formulas, run.timings);
    if (json) {
      printJson({ ...report, candidates: pipeline.candidates, unscored: run.unscored });
    } else if (run.formulas.length > 0) {
      process.stdout.write(evaluationTable(report, description));
    } else tell('No formula could be scored.');
    return run.formulas.length > 0 ? 0 : 1;
  } finally {
    await pipeline.close();
  }
}

export function register(program: Command): void {
  program
    .command('evaluate')
    .description('predict .inkml files and score against the truth in them; needs no database')
    .argument('<folder>', 'folder of .inkml files')
    .option('--json', 'one JSON document on stdout')
    .option('--candidate <stage=folder>', 'use this candidate for a stage', collectCandidate, {})
    .option('--details <file>', 'write what was said about each formula, as JSON lines')
    .action(async (folder: string, options: EvaluateOptions) => {
      process.exitCode = await evaluateFolder(folder, options);
    });
}
