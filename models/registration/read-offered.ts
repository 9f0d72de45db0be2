import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { STAGES, StageSchema, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { readCandidate, type Candidate } from '@/models/runtime/candidate';
import { STAGE_MODULES } from '@/models/stages/registry';
import { refuse } from './refuse';

/** Largest card.json in bytes: a class list of some thousand names and its metrics are far below. */
const MAX_CARD_BYTES = 1024 * 1024;

/** The rule sets there are, by the name that a card of kind rules has. */
export const RULE_SETS: Readonly<Record<Stage, readonly string[]>> = {
  detector: [],
  recognizer: [],
  aligner: [],
  converter: ['rules-1'],
};

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
}

/** Files that are missing or too large are refused before anything reads them. */
async function checkSizes(folder: string, maxModelBytes: number): Promise<void> {
  const card = await sizeOf(path.join(folder, 'card.json'));
  if (card === null)
    refuse('A candidate must have a card.json, and there is none: write one beside model.onnx.');
  if (card > MAX_CARD_BYTES) {
    throw new AppError(
      'too_large',
      `card.json may have at most ${MAX_CARD_BYTES} bytes and has ${card}: leave out what is not about the model.`,
    );
  }
  const model = await sizeOf(path.join(folder, 'model.onnx'));
  if (model !== null && model > maxModelBytes) {
    throw new AppError(
      'too_large',
      `model.onnx may have at most ${maxModelBytes} bytes and has ${model}: make it smaller, or raise FORMULARY_MODEL_MAX_MB.`,
    );
  }
}

/** What must be known of a card before the rest of it can be judged. */
async function readHead(folder: string): Promise<{ stage: Stage; kind: string | undefined }> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8'));
  } catch (error) {
    refuse(
      'card.json must be JSON, and cannot be read as such: send the card that belongs to the model.',
      error,
    );
  }
  const head = z.object({ stage: z.unknown(), kind: z.unknown() }).partial().safeParse(value);
  const stage = StageSchema.safeParse(head.data?.stage);
  if (!stage.success) {
    refuse(
      `card.json must say one of the stages ${STAGES.join(', ')}, and says ${JSON.stringify(head.data?.stage) ?? 'none'}: correct its stage.`,
    );
  }
  return { stage: stage.data, kind: typeof head.data?.kind === 'string' ? head.data.kind : undefined };
}

function checkRules(stage: Stage, { card }: Candidate): void {
  if (card.kind !== 'rules') return;
  const known = RULE_SETS[stage];
  if (known.includes(card.name)) return;
  refuse(
    `A candidate of kind rules must be named after a rule set of its stage (${known.join(', ')}), and "${card.name}" is none: rules are part of the program and cannot be uploaded.`,
  );
}

/**
 * Card and bytes of an offered candidate, as far as they can be judged without running anything.
 * @throws AppError invalid_input | too_large
 */
export async function readOffered(folder: string, maxModelBytes: number): Promise<Candidate> {
  await checkSizes(folder, maxModelBytes);
  const { stage, kind } = await readHead(folder);
  const { kinds } = STAGE_MODULES[stage].manifest;
  if (kind !== undefined && !(kinds as readonly string[]).includes(kind)) {
    refuse(
      `The ${stage} takes candidates of kind ${kinds.join(' or ')}, and card.json says ${kind}: correct its kind or its stage.`,
    );
  }
  if (kind === 'onnx' && (await sizeOf(path.join(folder, 'model.onnx'))) === null) {
    refuse('A candidate of kind onnx must have a model.onnx, and there is none: send it with its card.');
  }
  const candidate = await readCandidate(stage, folder, 'this candidate');
  checkRules(stage, candidate);
  const { card } = candidate;
  const needsClasses = STAGE_MODULES[stage].manifest.outputs;
  const columns = Object.values(needsClasses).some((shape) => shape.includes('C+1'));
  if (card.kind === 'onnx' && columns && card.classes.length === 0) {
    refuse(
      `The card of a ${stage} must list the model's classes in the order of its columns, and lists none: add classes to card.json.`,
    );
  }
  return candidate;
}
