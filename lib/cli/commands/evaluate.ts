import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { countCorrections, evaluate, type ScoredFormula, type Timings } from '@/lib/domain/metrics';
import { AppError } from '@/lib/errors';
import { publicError } from '@/lib/log';
import { openPipeline } from '@/models/runtime/pipeline';
import { collectCandidate, type CandidateFolders } from '../candidates';
import { scoreFile } from '../evaluation/score-file';
import { evaluationTable } from '../evaluation/table';
import { collectInputs } from '../inputs';
import { progress } from '../progress';

interface EvaluateOptions {
  json?: boolean;
  candidate: CandidateFolders;
  details?: string;
}

interface Unscored {
  input: string;
  code: string;
  message: string;
}

/** One line of `--details`: enough to look at what went wrong. */
function detail(input: string, scored: ScoredFormula): string {
  return JSON.stringify({
    input,
    truth: scored.gold.latex.join(' '),
    predicted: scored.predicted.latex.join(' '),
    corrections: countCorrections(scored),
  });
}

/** Predicts and scores every .inkml file. @returns exit code: 1 only if none could be scored. */
export async function evaluateFolder(folder: string, options: EvaluateOptions): Promise<number> {
  const files = await collectInputs([folder], ['inkml']);
  if (files.length === 0) throw new AppError('not_found', `There is no .inkml file in ${folder}.`);
  const pipeline = await openPipeline({ overrides: options.candidate });
  const formulas: ScoredFormula[] = [];
  const timings: Timings[] = [];
  const unscored: Unscored[] = [];
  const details: string[] = [];
  const shown = progress('evaluated', files.length);
  try {
    for (const input of files) {
      try {
        const { scored, timingsMs } = await scoreFile(pipeline, await readFile(input), path.basename(input));
        formulas.push(scored);
        timings.push(timingsMs);
        details.push(detail(input, scored));
      } catch (error) {
        const { code, message } = publicError(error, 'evaluate');
        unscored.push({ input, code, message });
      }
      shown.step();
    }
  } finally {
    shown.done();
    await pipeline.close();
  }
  const evaluation = evaluate(formulas, timings);
  for (const { input, message } of unscored) process.stderr.write(`not scored: ${input}: ${message}\n`);
  if (options.details) await writeFile(options.details, details.map((line) => `${line}\n`).join(''));
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...evaluation, candidates: pipeline.candidates, unscored })}\n`
      : evaluationTable(evaluation),
  );
  return formulas.length > 0 ? 0 : 1;
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
