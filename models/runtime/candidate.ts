import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { PROJECT_ROOT } from '@/lib/env';
import { CardSchema, type Card } from '@/models/stages/card';
import { STAGE_MODULES } from '@/models/stages/registry';

/** A candidate as it lies in a folder: its card, and the model's bytes where it has any. */
export interface Candidate {
  folder: string;
  card: Card;
  model: Uint8Array | null;
}

/** Where the released weights are, unless somebody says otherwise. */
export const WEIGHTS_FOLDER = path.join(PROJECT_ROOT, 'models', 'weights');

const ReleaseSchema = z.object(
  Object.fromEntries(STAGES.map((stage) => [stage, z.string().regex(/^[\w.-]+$/u)])) as Record<
    Stage,
    z.ZodString
  >,
);

/** One folder per stage: weights/<stage>/<candidate>, named by release.json and by `overrides`. */
export async function releaseFolders(
  weights: string,
  overrides: Partial<Record<Stage, string>> = {},
): Promise<Record<Stage, string>> {
  const missing = STAGES.filter((stage) => !overrides[stage]);
  const release = missing.length > 0 ? await readRelease(weights) : null;
  const folders = STAGES.map((stage) => [
    stage,
    overrides[stage] ?? path.join(weights, stage, release?.[stage] ?? ''),
  ]);
  return Object.fromEntries(folders) as Record<Stage, string>;
}

async function readRelease(weights: string) {
  const file = path.join(weights, 'release.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new AppError(
      'not_ready',
      'No models are released: models/weights/release.json is missing.',
      undefined,
      {
        cause: error,
      },
    );
  }
  return parseJson(text, ReleaseSchema, 'models/weights/release.json');
}

function parseJson<T>(text: string, schema: z.ZodType<T>, name: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new AppError('invalid_input', `${name} is not JSON.`, undefined, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
  throw new AppError('invalid_input', `${name} does not fit (${problems.join('; ')}): correct it.`);
}

/**
 * Reads a candidate and checks that it may do `stage`: card, kind, and that the model's bytes are those that
 * the card names by sha256.
 * @param name what it is called in a refusal
 * @throws AppError not_found, invalid_input with the reason.
 */
export async function readCandidate(
  stage: Stage,
  folder: string,
  name = `${stage} candidate ${path.basename(folder)}`,
): Promise<Candidate> {
  const text = await readPart(folder, 'card.json', name);
  const card = parseJson(text.toString('utf8'), CardSchema, `card.json of ${name}`);
  const { manifest } = STAGE_MODULES[stage];
  if (card.stage !== stage) {
    throw new AppError('invalid_input', `The card of ${name} is for the stage ${card.stage}.`);
  }
  if (!manifest.kinds.includes(card.kind)) {
    throw new AppError(
      'invalid_input',
      `${name} is of kind ${card.kind}; ${stage} takes ${manifest.kinds.join(', ')}.`,
    );
  }
  if (card.kind === 'rules') return { folder, card, model: null };
  const model = await readPart(folder, 'model.onnx', name);
  const sha256 = createHash('sha256').update(model).digest('hex');
  if (sha256 !== card.sha256) {
    throw new AppError(
      'invalid_input',
      `model.onnx of ${name} must be the file that its card names (sha256 ${card.sha256}), and is another one (${sha256}): send the model that belongs to the card, or correct the sha256 in card.json.`,
    );
  }
  return { folder, card, model };
}

async function readPart(folder: string, file: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path.join(folder, file));
  } catch (error) {
    throw new AppError('not_found', `${name} has no ${file}.`, undefined, { cause: error });
  }
}
