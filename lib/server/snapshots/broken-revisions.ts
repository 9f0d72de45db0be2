import type { Db } from '@/lib/db/client';
import { revisionContents } from '@/lib/db/revision';
import { imagesByHash } from '@/lib/db/snapshot';
import { validate } from '@/lib/domain/annotation/validate';
import { RevisionContentSchema } from '../formulas/revision-content';

/** Revisions that are in memory at the same time. */
const PAGE = 200;

/**
 * Those of `revisionIds` that break a rule of the annotation: imported truth goes in as it was written, and only a
 * lead's approval makes sure of it. A training set must not hold them.
 */
export async function brokenRevisions(db: Db, revisionIds: readonly string[]): Promise<Set<string>> {
  const broken = new Set<string>();
  for (let start = 0; start < revisionIds.length; start += PAGE) {
    const rows = await revisionContents(db, revisionIds.slice(start, start + PAGE));
    const frozen = rows.map(({ id, content }) => ({ id, ...RevisionContentSchema.parse(content) }));
    const images = await imagesByHash(
      db,
      frozen.map(({ imageHash }) => imageHash),
    );
    for (const { id, annotation, imageHash } of frozen) {
      const image = images.get(imageHash);
      if (!image || validate(annotation, image).some(({ severity }) => severity === 'error')) broken.add(id);
    }
  }
  return broken;
}
