import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Variant } from '@/lib/domain/candidate';
import type { Stage } from '@/lib/domain/stages';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { readCandidate } from '@/models/runtime/candidate';
import { ModelSession } from '@/models/runtime/session';
import { STAGE_MODULES } from '@/models/stages/registry';
import type { Tensors } from '@/models/stages/tensor';
import { fidelity } from './fidelity';
import { halveWeights } from './float16';
import { Network } from './network';
import { decodeModel, encodeModel, type OnnxModel } from './onnx';
import { planOf, quantise, storeMatrices, watch } from './quantise';
import { findRanges } from './ranges';

/** The inputs by which 8-bit tensors are set and every variant is compared, and how a card names them. */
export interface Calibration {
  name: string;
  inputs: readonly Tensors[];
}

export interface Lightened {
  card: Record<string, unknown>;
  model: Uint8Array;
  /** Decibels per output. */
  fidelity: Record<string, number>;
}

const open = (stage: Stage, model: Uint8Array) =>
  ModelSession.open(STAGE_MODULES[stage].manifest, model, env().ORT_THREADS);

/** Runs `work` with an opened model, and closes it. */
async function withModel<T>(
  stage: Stage,
  model: Uint8Array,
  work: (run: (feeds: Tensors) => Promise<Tensors>) => Promise<T>,
): Promise<T> {
  const session = await open(stage, model);
  try {
    return await work((feeds) => session.run(feeds));
  } finally {
    await session.close();
  }
}

async function toInt8(stage: Stage, bytes: Uint8Array, { inputs }: Calibration): Promise<OnnxModel> {
  const model = decodeModel(bytes);
  const plan = planOf(new Network(model.graph));
  if (plan.convolutions.length > 0) {
    const watched = decodeModel(bytes);
    watch(watched, plan);
    const given = new Set(model.graph.input.map(({ name }) => name));
    const ranges = await withModel(stage, encodeModel(watched), (run) =>
      findRanges(plan.tensors, inputs, async (feeds) => {
        const said = await run(feeds);
        return Object.fromEntries(
          plan.tensors.map((name) => [name, given.has(name) ? feeds[name]! : said[name]!]),
        );
      }),
    );
    quantise(model, plan, ranges);
  }
  storeMatrices(model);
  return model;
}

function toFloat16(bytes: Uint8Array): OnnxModel {
  const model = decodeModel(bytes);
  halveWeights(model);
  return model;
}

/** The original's card with what differs. What was measured on the original is said of the original only. */
async function cardOf(
  folder: string,
  model: Uint8Array,
  more: { variant: Variant; calibration: Calibration; fidelity: Record<string, number> },
): Promise<Record<string, unknown>> {
  const original = JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const { metrics, ...kept } = original;
  const { variant, calibration } = more;
  const decibels = Object.entries(more.fidelity).map(([name, value]) => [name, Math.round(value * 10) / 10]);
  return {
    ...kept,
    version: `${String(original.version)}-${variant}`,
    sha256: createHash('sha256').update(model).digest('hex'),
    bytes: model.length,
    variant,
    variantOf: { name: original.name, version: original.version, sha256: original.sha256, metrics },
    calibratedOn: { name: calibration.name, images: calibration.inputs.length },
    fidelityDecibels: Object.fromEntries(decibels) as Record<string, number>,
  };
}

/**
 * A lighter version of a candidate, as a candidate of its own with the same contract.
 *
 * - `float16`: weights in half precision, half the file, the same speed and all but the same answers.
 * - `int8`: convolutions in 8-bit integers, by ranges seen on the calibration inputs (post-training static
 *   quantisation: Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only
 *   Inference", 2018; Nagel et al., "A White Paper on Neural Network Quantization", 2021); matrices stored in 8 bits.
 *
 * @param folder with card.json and model.onnx
 * @throws AppError invalid_input for rules, for a variant of a variant, and for a model that is no such file
 */
export async function lighten(
  stage: Stage,
  folder: string,
  variant: Variant,
  calibration: Calibration,
): Promise<Lightened> {
  const { card, model: bytes } = await readCandidate(stage, folder);
  if (!bytes)
    throw new AppError('invalid_input', `${card.name}@${card.version} is rules: nothing in it has a weight.`);
  if (/-(float16|int8)$/u.test(card.version)) {
    throw new AppError(
      'invalid_input',
      `${card.name}@${card.version} is a variant: make it from the original.`,
    );
  }
  if (calibration.inputs.length === 0) {
    throw new AppError(
      'invalid_input',
      'None of the calibration images held anything that the model is asked about.',
    );
  }
  const lighter = encodeModel(
    variant === 'int8' ? await toInt8(stage, bytes, calibration) : toFloat16(bytes),
  );
  const decibels = await withModel(stage, bytes, (original) =>
    withModel(stage, lighter, (run) => fidelity(original, run, calibration.inputs)),
  );
  const made = await cardOf(folder, lighter, { variant, calibration, fidelity: decibels });
  return { card: made, model: lighter, fidelity: decibels };
}
