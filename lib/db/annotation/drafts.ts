import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { EditSchema, type Edit } from '@/lib/domain/annotation/edit';

const DRAFT_PARTS = { user: { select: { id: true, name: true } } } as const;
const EditsSchema = z.array(EditSchema);

/**
 * Keep edits that could not be saved because the lease was lost. Sending them again adds nothing; more
 * of them join the same open draft.
 * @returns the draft's id
 */
export async function keepDraft(
  db: Db,
  {
    annotationId,
    userId,
    baseVersion,
    edits,
  }: {
    annotationId: string;
    userId: string;
    baseVersion: number;
    edits: readonly Edit[];
  },
): Promise<string> {
  const open = await db.draft.findFirst({
    where: { annotationId, userId, resolvedAt: null },
    orderBy: { createdAt: 'desc' },
  });
  if (!open) {
    const draft = await db.draft.create({
      data: { annotationId, userId, baseVersion, edits: toJson([...edits]) },
    });
    return draft.id;
  }
  const kept = EditsSchema.parse(open.edits);
  const known = new Set(kept.map(({ id }) => id));
  const more = edits.filter(({ id }) => !known.has(id));
  if (more.length > 0) {
    await db.draft.update({ where: { id: open.id }, data: { edits: toJson([...kept, ...more]) } });
  }
  return open.id;
}

/** Drafts of an annotation that nobody has applied or discarded, of one author or of all. */
export async function listOpenDrafts(db: Db, annotationId: string, userId?: string) {
  const rows = await db.draft.findMany({
    where: { annotationId, resolvedAt: null, userId },
    include: DRAFT_PARTS,
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ id, user, baseVersion, edits, createdAt }) => ({
    id,
    author: user,
    baseVersion,
    edits: EditsSchema.parse(edits),
    createdAt,
  }));
}

/** One open draft, locked; null when it is not there or was resolved already. */
export async function lockOpenDraft(db: Db, id: string) {
  await db.$queryRaw`SELECT "id" FROM "Draft" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await db.draft.findFirst({ where: { id, resolvedAt: null } });
  return row && { ...row, edits: EditsSchema.parse(row.edits) };
}

export async function resolveDraft(
  db: Db,
  { id, resolution, now }: { id: string; resolution: 'applied' | 'discarded'; now: Date },
): Promise<void> {
  await db.draft.update({ where: { id }, data: { resolvedAt: now, resolution } });
}
