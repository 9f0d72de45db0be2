import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { findSnapshot } from '@/lib/db/snapshot';
import { can, type Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { SnapshotOptionsSchema } from './snapshot-options';

/** A snapshot of a project whose snapshots the actor may see. @throws AppError not_found */
export async function requireSnapshot(actor: Actor, id: string) {
  const row = z.uuid().safeParse(id).success ? await findSnapshot(getDb(), id) : null;
  if (!row || !can(actor, 'snapshot.see', row.projectId)) {
    throw new AppError('not_found', 'There is no such snapshot, or you may not see it.');
  }
  return { ...row, options: SnapshotOptionsSchema.parse(row.options) };
}
