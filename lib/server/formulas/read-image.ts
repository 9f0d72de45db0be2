import type { Readable } from 'node:stream';
import { getDb } from '@/lib/db/client';
import { mayReadImage } from '@/lib/db/formula/read';
import { findImage } from '@/lib/db/image';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { blobs } from '@/lib/storage';

/**
 * The bytes of an image as a stream, for whoever may see a formula that has it.
 * @throws AppError not_found
 */
export async function readImage(
  actor: Actor,
  { hash }: { hash: string },
): Promise<{ stream: Readable; contentType: string; bytes: number }> {
  const unknown = () => new AppError('not_found', 'There is no such image, or you may not see it.');
  if (!(await mayReadImage(getDb(), actor, hash))) throw unknown();
  const image = await findImage(getDb(), hash);
  if (!image) throw unknown();
  return { stream: await blobs().stream(hash), contentType: `image/${image.format}`, bytes: image.bytes };
}
