import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findCandidateRow } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import { canonicalJson } from '@/lib/domain/canonical-json';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { blobs, sha256 } from '@/lib/storage';
import { shippedCandidates } from './ensure-shipped';

const folderOf = (id: string) => path.join(env().FORMULARY_HOME, 'cache', 'candidates', id);

/** Is what lies there whole, and what the row says? */
async function isWhole(folder: string, card: string, hash: string | null): Promise<boolean> {
  try {
    if ((await readFile(path.join(folder, 'card.json'), 'utf8')) !== card) return false;
    return hash === null || sha256(await readFile(path.join(folder, 'model.onnx'))) === hash;
  } catch {
    return false;
  }
}

async function write(folder: string, card: string, model: Uint8Array | null): Promise<void> {
  const draft = `${folder}.${randomUUID()}.part`;
  await mkdir(draft, { recursive: true });
  try {
    await writeFile(path.join(draft, 'card.json'), card);
    if (model) await writeFile(path.join(draft, 'model.onnx'), model);
    // A folder cannot be renamed over one that holds something: a damaged one goes first.
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** One that is shipped, as the program's own folder has it; null where an update brought another one. */
async function shippedFolder(id: string): Promise<string | null> {
  const shipped = await shippedCandidates().catch(() => null);
  return Object.values(shipped ?? {}).find((candidate) => candidate.id === id)?.folder ?? null;
}

const making = new Map<string, Promise<string>>();

/**
 * A folder with the card.json and model.onnx of a candidate, as the models' runtime opens them. Made at
 * first use under <FORMULARY_HOME>/cache/candidates/<id>, whole or not at all, and checked by sha256.
 * @throws AppError not_found when the row or its blob is gone
 */
export function candidateFolder({ id }: { id: string }): Promise<string> {
  const running = making.get(id);
  if (running) return running;
  const made = materialise(id).finally(() => making.delete(id));
  making.set(id, made);
  return made;
}

async function materialise(id: string): Promise<string> {
  const row = await findCandidateRow(getDb(), id);
  if (!row) throw new AppError('not_found', 'There is no such candidate.');
  if (row.projectId === null) {
    const folder = await shippedFolder(id);
    if (folder) return folder;
  }
  const folder = folderOf(id);
  const card = canonicalJson(row.card);
  const hash = row.kind === 'rules' ? null : row.sha256;
  if (await isWhole(folder, card, hash)) return folder;
  const model = hash === null ? null : await blobs().read(hash);
  if (model && sha256(model) !== hash) {
    throw new AppError(
      'broken_file',
      `The stored model of ${row.name} is damaged: restore it from a backup.`,
    );
  }
  try {
    await write(folder, card, model);
  } catch (error) {
    // Another process may have made it in the same moment.
    if (!(await isWhole(folder, card, hash))) throw error;
  }
  return folder;
}

/** The same for one candidate a stage. @throws AppError not_found */
export async function candidateFolders(
  ids: Partial<Record<Stage, string>>,
): Promise<Partial<Record<Stage, string>>> {
  const made = STAGES.map(async (stage) => {
    const id = ids[stage];
    // What is shipped is what an engine opens anyway: named here, it would be opened a second time.
    return id && !(await shippedFolder(id)) ? [[stage, await candidateFolder({ id })]] : [];
  });
  return Object.fromEntries((await Promise.all(made)).flat()) as Partial<Record<Stage, string>>;
}
