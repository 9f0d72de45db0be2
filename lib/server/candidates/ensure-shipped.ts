import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { insertMissingCandidates, knownCandidates, type NewCandidate } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import { canonicalJson } from '@/lib/domain/canonical-json';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { PROJECT_ROOT } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { blobs, sha256 } from '@/lib/storage';
import { CardIdentitySchema } from './card-identity';

const ReleaseSchema = z.record(z.enum(STAGES), z.string().regex(/^[\w.-]+$/u));

/** Where the program's own candidates lie: <stage>/<candidate>, named by release.json. */
export const shippedWeights = () => path.join(/* turbopackIgnore: true */ PROJECT_ROOT, 'models', 'weights');

export interface ShippedCandidate {
  id: string;
  folder: string;
  /** sha256 of the canonical card: another card is another candidate. */
  cardHash: string;
  row: NewCandidate;
}

/** The same candidate has the same id in every installation, so that it is added once however many ask. */
function shippedId(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  // RFC 9562, version 8: an id that follows from what it names.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function readShipped(stage: Stage, folder: string): Promise<ShippedCandidate> {
  const card: unknown = JSON.parse(await readFile(path.join(folder, 'card.json'), 'utf8'));
  const { name, version, kind, sha256: named } = CardIdentitySchema.parse(card);
  const cardHash = sha256(Buffer.from(canonicalJson(card)));
  const id = shippedId(stage, cardHash);
  const row: NewCandidate = {
    id,
    projectId: null,
    stage,
    name,
    version,
    kind,
    sha256: kind === 'rules' ? cardHash : (named ?? ''),
    bytes: 0,
    card: card as object,
  };
  return { id, folder, cardHash, row };
}

/** The candidates that come with the program, one a stage. @throws AppError not_ready when they cannot be read */
export async function shippedCandidates(
  weights = shippedWeights(),
): Promise<Record<Stage, ShippedCandidate>> {
  try {
    const release = ReleaseSchema.parse(
      JSON.parse(await readFile(path.join(weights, 'release.json'), 'utf8')),
    );
    const found = STAGES.map(async (stage) => [
      stage,
      await readShipped(stage, path.join(weights, stage, release[stage])),
    ]);
    return Object.fromEntries(await Promise.all(found)) as Record<Stage, ShippedCandidate>;
  } catch (cause) {
    throw new AppError(
      'not_ready',
      'The models that come with the program cannot be read: its folder models/weights is incomplete.',
      undefined,
      { cause },
    );
  }
}

/**
 * Makes sure that the candidates which come with the program have rows, and that their models are in blob
 * storage: an evaluation made with them can then be repeated after the program was updated.
 * @returns their ids by stage
 * @throws AppError not_ready
 */
export async function ensureShippedCandidates(weights?: string): Promise<Record<Stage, string>> {
  const shipped = await shippedCandidates(weights);
  const all = STAGES.map((stage) => shipped[stage]);
  const known = await knownCandidates(
    getDb(),
    all.map(({ id }) => id),
  );
  const missing: NewCandidate[] = [];
  for (const { id, folder, row } of all) {
    if (known.has(id)) continue;
    if (row.kind === 'rules') {
      missing.push(row);
      continue;
    }
    const model = await readFile(path.join(folder, 'model.onnx'));
    missing.push({ ...row, sha256: await blobs().put(model), bytes: model.byteLength });
  }
  if (missing.length > 0) await insertMissingCandidates(getDb(), missing);
  return Object.fromEntries(STAGES.map((stage) => [stage, shipped[stage].id])) as Record<Stage, string>;
}
