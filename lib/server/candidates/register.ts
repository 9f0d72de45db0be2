import { findCandidateRow, findCandidatesNamed, insertCandidate } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/transaction';
import { candidateReference, type Variant } from '@/lib/domain/candidate';
import { canonicalJson } from '@/lib/domain/canonical-json';
import type { Actor } from '@/lib/domain/permissions';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { checkCandidate, type CandidateCheck, type OfferedCandidate } from '@/lib/inference';
import { blobs, sha256 } from '@/lib/storage';
import { requireProject } from '../projects/require-project';
import { identifyCard, type CardIdentity } from './card-identity';
import { classListWarnings } from './class-list';
import { ensureShippedCandidates } from './ensure-shipped';

export interface RegisterTools {
  /**
   * Runs the model and compares it with the contract of its stage. The worker does it for the web process,
   * which never runs a model; commands pass `checkOffered` of models/registration.
   * @throws AppError invalid_input with the reason
   */
  check(offered: OfferedCandidate): Promise<CandidateCheck>;
}

export type Registered = {
  id: string;
  /** It was there already, byte for byte. */
  existed: boolean;
  /** What may be meant, and may be a mistake. */
  warnings: string[];
};

/** Largest model.onnx in bytes. */
export const maxModelBytes = () => env().FORMULARY_MODEL_MAX_MB * 1024 * 1024;

/** @throws AppError too_large */
export function refuseOversized(bytes: number): void {
  const limit = maxModelBytes();
  if (bytes <= limit) return;
  throw new AppError(
    'too_large',
    `model.onnx may have at most ${limit} bytes and has ${bytes}: make it smaller, or raise FORMULARY_MODEL_MAX_MB.`,
  );
}

/**
 * Whether an actor may add candidates to a project at all, before anything large is read.
 * @throws AppError not_found | forbidden
 */
export async function requireMayRegister(actor: Actor, slug: string): Promise<void> {
  await requireProject(actor, slug, 'candidate.add');
}

/** One of the same stage, name and version: the same one, or a reason to take another version. */
async function findSame(projectId: string, identity: CardIdentity, card: unknown): Promise<string | null> {
  const { stage, name, version } = identity;
  const rows = await findCandidatesNamed(getDb(), projectId, { stage, name, version });
  const [first] = rows;
  if (!first) return null;
  const same = rows.find((row) => canonicalJson(row.card) === canonicalJson(card));
  if (same) return same.id;
  throw new AppError(
    'conflict',
    `There is another ${candidateReference(identity)} already: a candidate never changes, so give this one a version of its own in card.json.`,
    { id: first.id },
  );
}

/** @throws AppError not_found | invalid_input */
async function requireOriginal(projectId: string, stage: string, id: string): Promise<void> {
  const original = await findCandidateRow(getDb(), id);
  if (!original || (original.projectId !== null && original.projectId !== projectId)) {
    throw new AppError(
      'not_found',
      'The candidate that this one was made lighter from is not in this project.',
    );
  }
  if (original.stage !== stage) {
    throw new AppError(
      'invalid_input',
      `A lighter version must be of the stage of its original, ${original.stage}, and its card says ${stage}.`,
    );
  }
}

/**
 * Adds a candidate to a project, after it was checked against its stage's contract by running it. Sent
 * twice, it is there once.
 * @throws AppError not_found | forbidden | too_large | invalid_input with the reason | conflict (another one
 *   of that stage, name and version) | not_ready (nothing that could check it runs)
 */
export async function registerCandidate(
  actor: Actor,
  {
    project: slug,
    card,
    model,
    variantOf,
  }: OfferedCandidate & { project: string; variantOf?: { id: string; variant: Variant } },
  tools: RegisterTools = { check: checkCandidate },
): Promise<Registered> {
  const project = await requireProject(actor, slug, 'candidate.add');
  refuseOversized(model?.byteLength ?? 0);
  const identity = identifyCard(card);
  const { stage, name, version, kind } = identity;
  if (kind === 'rules' && model) {
    throw new AppError(
      'invalid_input',
      'A candidate of kind rules has no model, and one was sent: leave it out, or correct the kind in card.json.',
    );
  }
  if (variantOf) await requireOriginal(project.id, stage, variantOf.id);
  await ensureShippedCandidates();
  const checked = await tools.check({ card, model });
  const warnings = [...checked.warnings, ...(await classListWarnings(project.id, identity))];
  const existing = await findSame(project.id, identity, card);
  if (existing) return { id: existing, existed: true, warnings };
  const hash = kind === 'onnx' && model ? await blobs().put(model) : sha256(Buffer.from(canonicalJson(card)));
  try {
    const id = await insertCandidate(getDb(), {
      projectId: project.id,
      stage,
      name,
      version,
      kind,
      sha256: hash,
      bytes: model?.byteLength ?? 0,
      card: identity,
      variantOfId: variantOf?.id,
      variant: variantOf?.variant,
      createdById: actor.userId,
    });
    return { id, existed: false, warnings };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Somebody else added one of that name since we looked.
    const there = await findSame(project.id, identity, card);
    if (!there) throw error;
    return { id: there, existed: true, warnings };
  }
}
