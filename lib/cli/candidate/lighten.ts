import { Option, type Command } from 'commander';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import { collectCandidate, type CandidateFolders } from '@/lib/cli/candidates';
import { collectInputs } from '@/lib/cli/inputs';
import { printJson, tell } from '@/lib/cli/output';
import { userPath } from '@/lib/cli/paths';
import { progress } from '@/lib/cli/progress';
import { VARIANTS, type Variant } from '@/lib/domain/candidate';
import { STAGES, StageSchema, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { IMPORT_EXTENSIONS, importFile } from '@/lib/import';
import { candidateFolder } from '@/lib/server/candidates/candidate-folder';
import { releaseInUse } from '@/lib/server/candidates/release-in-use';
import { registerCandidate } from '@/lib/server/candidates/register';
import { findCandidate } from '@/lib/server/candidates/show';
import { showProject } from '@/lib/server/projects/show-project';
import { checkOffered } from '@/models/registration/check-candidate';
import { CALIBRATION_IMAGES, DRAWN, drawnImages, modelInputs } from '@/models/variants/calibration';
import { lighten, type Lightened } from '@/models/variants/lighten';

interface LightenOptions {
  variant: Variant;
  project?: string;
  out?: string;
  calibrate?: string;
  candidate: CandidateFolders;
  as?: string;
  json?: boolean;
}

/** Every n-th file of a folder, so that all writers and sources have their say. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, n) => all[Math.floor(n * step)]!);
}

async function* imagesOf(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files) yield (await importFile(await readFile(file), path.basename(file))).image.bytes;
}

async function* counted<T>(items: AsyncIterable<T>, total: number): AsyncGenerator<T> {
  const shown = progress('calibrated', total);
  for await (const item of items) {
    yield item;
    shown.step();
  }
  shown.done();
}

/** The images to calibrate on: those of a folder, else drawn ones. */
async function calibrationImages(folder: string | undefined) {
  if (!folder) return { name: DRAWN, images: counted(drawnImages(), CALIBRATION_IMAGES) };
  const files = spread(await collectInputs([folder], IMPORT_EXTENSIONS), CALIBRATION_IMAGES);
  if (files.length === 0)
    throw new AppError('not_found', `There is no image and no .inkml file in ${folder}.`);
  return { name: path.basename(folder), images: counted(imagesOf(files), files.length) };
}

async function stageOf(folder: string): Promise<Stage> {
  const text = await readFile(path.join(folder, 'card.json'), 'utf8').catch((cause: unknown) => {
    throw new AppError('not_found', `There is no card.json in ${folder}.`, undefined, { cause });
  });
  const stage = StageSchema.safeParse((JSON.parse(text) as { stage?: unknown }).stage);
  if (!stage.success) throw new AppError('invalid_input', `card.json in ${folder} names no stage.`);
  return stage.data;
}

/** @param beside the candidates of the other stages, where they are not the shipped ones */
async function make(
  stage: Stage,
  folder: string,
  { variant, calibrate, candidate }: LightenOptions,
  beside: CandidateFolders = {},
): Promise<Lightened> {
  const { name, images } = await calibrationImages(calibrate && userPath(calibrate));
  const inputs = await modelInputs(stage, { ...beside, ...candidate, [stage]: folder }, images);
  return lighten(stage, folder, variant, { name, inputs });
}

async function keep(folder: string, { card, model }: Lightened): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  await writeFile(path.join(folder, 'model.onnx'), model);
}

/** Makes a variant of a project's candidate, and adds it to the project. */
async function inProject(reference: string, project: string, options: LightenOptions) {
  return withDatabase(async () => {
    const actor = await commandActor(options.as);
    const { id, stage } = await findCandidate(actor, project, reference);
    const { id: projectId } = await showProject(actor, { project });
    const inUse = await releaseInUse(projectId);
    const beside = Object.fromEntries(STAGES.map((name) => [name, inUse[name].folder]));
    const made = await make(stage, await candidateFolder({ id }), options, beside);
    const { card, model } = made;
    const variantOf = { id, variant: options.variant };
    const registered = await registerCandidate(
      actor,
      { project, card, model, variantOf },
      { check: checkOffered },
    );
    return { made, id: registered.id };
  });
}

async function run(named: string, options: LightenOptions): Promise<void> {
  const { project, out, json } = options;
  if (!project && !out) throw new AppError('invalid_input', 'Say where it goes: --project, --out, or both.');
  const folder = userPath(named);
  const isFolder = (await stat(folder).catch(() => null))?.isDirectory() ?? false;
  if (!project && !isFolder) throw new AppError('not_found', `There is no folder ${named}.`);
  const { made, id } = project
    ? await inProject(named, project, options)
    : { made: await make(await stageOf(folder), folder, options), id: null };
  if (out) await keep(userPath(out), made);
  const { card, model, fidelity } = made;
  if (json) return printJson({ id, card });
  const decibels = Object.entries(fidelity).map(([name, value]) => `${name} ${value.toFixed(1)} dB`);
  tell(
    `${String(card.name)}@${String(card.version)}: ${(model.length / 1e6).toFixed(1)} MB; outputs against the original: ${decibels.join(', ')}.`,
  );
}

/** `candidate lighten <candidate|folder>`: a float16 or int8 version as a candidate of its own. */
export function register(parent: Command): void {
  parent
    .command('lighten <candidate|folder>')
    .description('make a lighter version of a candidate, as a candidate of its own')
    .addOption(new Option('--variant <kind>', 'how').choices(VARIANTS).makeOptionMandatory())
    .option('--project <slug>', 'the project that has the candidate, and gets the variant')
    .option('--out <folder>', 'write card.json and model.onnx there')
    .option(
      '--calibrate <folder>',
      'images or .inkml files that set the ranges of int8; otherwise drawn ones',
    )
    .option(
      '--candidate <stage=folder>',
      'beside this candidate of another stage, such as one with its own class list',
      collectCandidate,
      {},
    )
    .option('--as <address>', 'in whose name; otherwise the oldest administrator')
    .option('--json', 'print one JSON document')
    .action(run);
}
