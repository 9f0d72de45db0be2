import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { findBatch } from '@/lib/db/import/batches';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';

/** An import batch of a project into which the actor may import. @throws AppError not_found */
export async function requireBatch(actor: Actor, batchId: string) {
  const batch = z.uuid().safeParse(batchId).success ? await findBatch(getDb(), batchId) : null;
  if (!batch || !can(actor, 'formula.import', batch.projectId)) {
    throw new AppError('not_found', 'There is no such import, or you may not see it.');
  }
  return batch;
}
