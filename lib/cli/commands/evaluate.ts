import { Option, type Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { AppError } from '@/lib/errors';
import { effects as EFFECTS, type Effect, type EffectName } from '@/models/effects';
import { openPipeline, type Pipeline } from '@/models/runtime/pipeline';
import { collectCandidate, type CandidateFolders } from '../candidates';
import { writeCards } from '../evaluation/cards';
import { effectsTable } from '../evaluation/effects-table';
import { reportOn, type EvaluationReport } from '../evaluation/report';
import { scoreFiles, type ScoredFiles } from '../evaluation/score-files';
import { evaluationTable } from '../evaluation/table';
import { collectInputs } from '../inputs';
import { printJson, tell } from '../output';

interface EvaluateOptions {
  json?: boolean;
  candidate: CandidateFolders;
  details?: string;
  cards?: string;
  effect?: EffectName;
  effects?: 'all';
}

/** The same formulas under every photo effect, by its name. */
async function underEffects(pipeline: Pipeline, files: readonly string[]) {
  const reports: Record<string, EvaluationReport> = {};
  for (const [name, effect] of Object.entries<Effect>(EFFECTS)) {
    const run = await scoreFiles(pipeline, files, { effect, label: name });
    nameUnscored(run, name);
    if (run.formulas.length > 0) reports[name] = reportOn(run.formulas, run.timings).report;
  }
  return reports;
}

function nameUnscored({ unscored }: ScoredFiles, effect?: string): void {
  for (const { input, message } of unscored)
    tell(`not scored${effect ? ` (${effect})` : ''}: ${input}: ${message}`);
}

/** Predicts and scores every .inkml file. @returns exit code: 1 only if none could be scored. */
export async function evaluateFolder(folder: string, options: EvaluateOptions): Promise<number> {
  const { json, effect, effects, details, cards } = options;
  const files = await collectInputs([folder], ['inkml']);
  if (files.length === 0) throw new AppError('not_found', `There is no .inkml file in ${folder}.`);
  const pipeline = await openPipeline({ overrides: options.candidate });
  try {
    const run = await scoreFiles(pipeline, files, { effect: effect && EFFECTS[effect] });
    nameUnscored(run);
    if (details) await writeFile(details, run.details.map((line) => `${line}\n`).join(''));
    const { report, description } = reportOn(run.formulas, run.timings);
    if (cards && run.formulas.length > 0) await writeCards(cards, description, options.candidate);
    const photographed = effects ? await underEffects(pipeline, files) : null;
    if (json) {
      printJson({
        ...report,
        candidates: pipeline.candidates,
        unscored: run.unscored,
        ...(effect && { effect }),
        ...(photographed && { effects: photographed }),
      });
    } else if (run.formulas.length === 0) tell('No formula could be scored.');
    else {
      process.stdout.write(evaluationTable(report, description));
      if (photographed) process.stdout.write(`\n${effectsTable({ clean: report, ...photographed })}`);
    }
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
    .option('--cards <set>', 'write the numbers into the cards of the candidates, as measured on this set')
    .option('--details <file>', 'write what was said about each formula, as JSON lines')
    .addOption(
      new Option('--effect <name>', 'as a camera would have seen the drawings').choices(Object.keys(EFFECTS)),
    )
    .addOption(
      new Option('--effects <which>', 'clean, and then under every photo effect')
        .choices(['all'])
        .conflicts('effect'),
    )
    .action(async (folder: string, options: EvaluateOptions) => {
      process.exitCode = await evaluateFolder(folder, options);
    });
}
