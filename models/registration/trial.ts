import { AppError } from '@/lib/errors';
import type { Card } from '@/models/stages/card';
import { STAGE_MODULES } from '@/models/stages/registry';
import type { StageModule } from '@/models/stages/stage';
import type { Tensor, Tensors } from '@/models/stages/tensor';
import type { ModelProbe, ProbedTensor } from '@/models/runtime/probe';
import { probesFor, type Probe } from './probe-inputs';
import { refuse, refuseClassColumns, runtimeWords } from './refuse';
import { sizeOf, writeShape, type Sizes } from './shapes';

/** The same sum in another order differs by less; a model that draws lots differs by more. */
const SAME = 1e-3;

type Answers = Record<string, ProbedTensor>;

async function ask(model: ModelProbe, feeds: Tensors, description: string): Promise<Answers> {
  try {
    return await model.run(feeds);
  } catch (error) {
    return refuse(
      `The model must run on images and symbol counts of any size, and fails on ${description} (${runtimeWords(error)}): export it with dynamic axes and try it with ONNX Runtime.`,
      error,
    );
  }
}

/** One output as the stage reads it, of shape `contract` with these sizes. @throws AppError invalid_input */
function readOutput(
  name: string,
  answer: ProbedTensor | undefined,
  contract: readonly (number | string)[],
  sizes: Sizes,
  description: string,
): Tensor {
  if (!answer?.data) {
    return refuse(
      `The output "${name}" must be a float32 tensor and is ${answer?.type ?? 'missing'}: put a Cast to float32 at the model's outputs.`,
    );
  }
  const { data, dims } = answer;
  const wanted = contract.map((size) => sizeOf(size, sizes) ?? -1);
  const wrong = wanted.findIndex((size, axis) => size !== dims[axis]);
  if (dims.length === wanted.length && contract[wrong] === 'C+1') {
    refuseClassColumns(name, dims[wrong] ?? 0, sizes.C ?? 0);
  }
  if (dims.length !== wanted.length || wrong >= 0) {
    refuse(
      `On ${description} the output "${name}" must have the shape ${writeShape(wanted)} and has ${writeShape(dims)}: export the model with the shapes of its stage's contract.`,
    );
  }
  const broken = data.find((value) => !Number.isFinite(value));
  if (broken !== undefined) {
    refuse(
      `On ${description} the output "${name}" must hold finite numbers and holds ${broken}: look for a division by zero or a logarithm of zero, or train it again.`,
    );
  }
  return { data, dims };
}

function checkSame(name: string, first: Float32Array, second: Float32Array, description: string): void {
  const differs = first.findIndex(
    (value, n) => Math.abs(value - second[n]!) > SAME * Math.max(1, Math.abs(value)),
  );
  if (differs < 0) return;
  refuse(
    `The same image must always get the same answer, and on ${description} the output "${name}" was ${first[differs]} and then ${second[differs]}: take random operations such as dropout out of the export.`,
  );
}

/** A detector that forgets its sigmoid would have every threshold mean something else. */
function checkHeat({ data }: Tensor, description: string): void {
  const outside = data.find((value) => value < -0.01 || value > 1.01);
  if (outside === undefined) return;
  refuse(
    `The output "heat" must lie between 0 and 1, after the sigmoid, and is ${outside} on ${description}: export the model with its sigmoid.`,
  );
}

async function tryProbe(card: Card, model: ModelProbe, probe: Probe): Promise<void> {
  const module: StageModule = STAGE_MODULES[card.stage];
  const { description, context } = probe;
  const feeds = module.prepare(context, card);
  if (!feeds) throw new Error(`stage ${card.stage} asks nothing of its model`);
  const classes = card.kind === 'onnx' ? card.classes.length : 0;
  const sizes = { ...probe.sizes, C: classes };
  const [first, second] = [await ask(model, feeds, description), await ask(model, feeds, description)];
  const tensors: Tensors = {};
  for (const [name, shape] of Object.entries(module.manifest.outputs)) {
    const tensor = readOutput(name, first[name], shape, sizes, description);
    const again = readOutput(name, second[name], shape, sizes, description);
    checkSame(name, tensor.data, again.data, description);
    if (name === 'heat') checkHeat(tensor, description);
    tensors[name] = tensor;
  }
  try {
    module.interpret(tensors, context, card);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refuse(`What the model says on ${description} cannot be read by its stage: ${error.message}`, error);
  }
}

/**
 * Runs a model on images of several sizes with several symbols, each twice, and reads what it answers.
 * @param before told what is tried next, so that whoever ends a stuck model can say where it was stuck
 * @throws AppError invalid_input
 */
export async function tryModel(
  card: Card,
  model: ModelProbe,
  before: (step: string) => Promise<void>,
): Promise<void> {
  for (const probe of probesFor(card)) {
    await before(`running on ${probe.description}`);
    await tryProbe(card, model, probe);
  }
}
