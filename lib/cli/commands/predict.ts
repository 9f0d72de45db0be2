import type { Command } from 'commander';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { LineId } from '@/lib/domain/annotation/schema';
import { READING_ORDER } from '@/lib/domain/ordering';
import { AppError } from '@/lib/errors';
import { IMPORT_EXTENSIONS } from '@/lib/import';
import { publicError } from '@/lib/log';
import { openPipeline, type Pipeline } from '@/models/runtime/pipeline';
import { collectCandidate, type CandidateFolders } from '../candidates';
import { imageOf } from '../image-of';
import { collectInputs } from '../inputs';

interface PredictOptions {
  json?: boolean;
  candidate: CandidateFolders;
}

/** A line's entries in reading order: a symbol, what is above, inside, below it, its scripts, then the rest. */
function orderedEntries(prediction: Prediction, line: LineId) {
  const members = prediction.symbols.filter(({ place }) => place?.line === line);
  const entries: { symbol: string; parent: string | null; relation: string | null }[] = [];
  const pending = members.filter(({ place }) => place!.parent === null).reverse();
  for (let symbol = pending.pop(); symbol; symbol = pending.pop()) {
    const { id, place } = symbol;
    entries.push({ symbol: id, parent: place!.parent, relation: place!.relation });
    const children = members.filter((member) => member.place!.parent === id);
    const rank = (child: (typeof children)[number]) =>
      READING_ORDER.findIndex((r) => r === child.place!.relation);
    pending.push(...children.sort((a, b) => rank(b) - rank(a)));
  }
  return entries;
}

/** The document of `predict --json` (DESIGN.md "Faces") for one image. */
function describe(input: string, prediction: Prediction, width: number, height: number) {
  const {
    detector = 0,
    recognizer = 0,
    aligner = 0,
    converter = 0,
    onnx = 0,
    total = 0,
  } = prediction.timingsMs;
  return {
    input,
    width,
    height,
    symbols: prediction.symbols.map(({ id, box, class: name, confidence, candidates }) => ({
      id,
      box,
      class: name,
      confidence,
      candidates,
    })),
    lines: prediction.lines.map((line) => orderedEntries(prediction, line)),
    latex: prediction.latex,
    timingsMs: { detector, recognizer, aligner, converter, onnx, total },
  };
}

async function predictOne(pipeline: Pipeline, input: string, json: boolean): Promise<boolean> {
  try {
    const { prediction, width, height } = await pipeline.predict(await imageOf(input));
    const text = prediction.symbols.length === 0 ? '(no ink found)' : prediction.latex;
    const document = describe(input, prediction, width, height);
    process.stdout.write(json ? `${JSON.stringify(document)}\n` : `${input}\t${text}\n`);
    return true;
  } catch (error) {
    const { code, message } = publicError(error, 'predict');
    if (json) process.stdout.write(`${JSON.stringify({ input, error: { code, message } })}\n`);
    else process.stderr.write(`${input}: ${message}\n`);
    return false;
  }
}

/** Runs the pipeline on files. @returns exit code: 1 only if every input failed. */
export async function predictFiles(inputs: readonly string[], options: PredictOptions): Promise<number> {
  const files = await collectInputs(inputs, IMPORT_EXTENSIONS, 'keep');
  if (files.length === 0) throw new AppError('not_found', 'There is no image and no .inkml file in there.');
  const pipeline = await openPipeline({ overrides: options.candidate });
  let done = 0;
  try {
    for (const file of files) if (await predictOne(pipeline, file, options.json === true)) done++;
  } finally {
    await pipeline.close();
  }
  process.stderr.write(`${done} of ${files.length} predicted\n`);
  return done > 0 ? 0 : 1;
}

export function register(program: Command): void {
  program
    .command('predict')
    .description('boxes, classes, ordering and LaTeX of images, by the released models; needs no database')
    .argument('<inputs...>', 'images, .inkml files, or folders of them')
    .option('--json', 'one JSON document per line on stdout')
    .option('--candidate <stage=folder>', 'use this candidate for a stage', collectCandidate, {})
    .action(async (inputs: string[], options: PredictOptions) => {
      process.exitCode = await predictFiles(inputs, options);
    });
}
