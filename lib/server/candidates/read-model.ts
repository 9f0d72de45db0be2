import type { Readable } from 'node:stream';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { blobs } from '@/lib/storage';
import { requireCandidate } from './show';

/**
 * model.onnx of a candidate as a stream, with a name for the file.
 * @throws AppError not_found, also for rules, which have none
 */
export async function readCandidateModel(
  actor: Actor,
  { id }: { id: string },
): Promise<{ stream: Readable; bytes: number; name: string; sha256: string }> {
  const { stage, name, version, kind, sha256, bytes } = await requireCandidate(actor, id);
  if (kind !== 'onnx') throw new AppError('not_found', 'A candidate of kind rules has no model.');
  const stream = await blobs().stream(sha256);
  return { stream, bytes, sha256, name: `${stage}-${name}-${version}.onnx` };
}
