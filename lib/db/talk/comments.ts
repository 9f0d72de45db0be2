import { visibleFormulas } from '@/lib/db/access';
import type { Db, Prisma } from '@/lib/db/client';
import { CommentedSymbolSchema, type Comment, type CommentedSymbol } from '@/lib/domain/comments';
import type { Actor } from '@/lib/domain/permissions';

const PERSON = { select: { id: true, name: true } } as const;
const INCLUDE = {
  author: PERSON,
  resolvedBy: PERSON,
  mentions: { select: { user: PERSON }, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.CommentInclude;

/** A remark that waits for somebody. */
export const OPEN_REMARK = {
  replyToId: null,
  deletedAt: null,
  resolvedAt: null,
} satisfies Prisma.CommentWhereInput;

type Row = Prisma.CommentGetPayload<{ include: typeof INCLUDE }>;

function toComment(row: Row): Comment {
  const { symbolId, symbolClass, resolvedAt } = row;
  return {
    id: row.id,
    replyToId: row.replyToId,
    symbol:
      symbolId === null ? null : CommentedSymbolSchema.parse({ id: symbolId, class: symbolClass ?? '' }),
    author: row.author,
    text: row.text,
    at: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    deleted: row.deletedAt !== null,
    resolved: resolvedAt && { by: row.resolvedBy?.name ?? '', at: resolvedAt.toISOString() },
    mentions: row.mentions.map(({ user }) => user),
  };
}

/** Everything said about a formula, oldest first; nothing when the actor may not see it. */
export async function listComments(db: Db, actor: Actor, formulaId: string): Promise<Comment[]> {
  const rows = await db.comment.findMany({
    where: { formulaId, formula: visibleFormulas(actor) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: INCLUDE,
  });
  return rows.map(toComment);
}

/** A comment on a formula that the actor may see, with the project it is in; null when there is none. */
export async function findComment(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ comment: Comment; formulaId: string; projectId: string } | null> {
  const row = await db.comment.findFirst({
    where: { id, formula: visibleFormulas(actor) },
    include: { ...INCLUDE, formula: { select: { projectId: true } } },
  });
  return row && { comment: toComment(row), formulaId: row.formulaId, projectId: row.formula.projectId };
}

/** Lock what is said about a formula until the transaction ends: two who answer or settle at once wait in a line. */
export async function lockComment(db: Db, id: string): Promise<void> {
  await db.$queryRaw`SELECT "id" FROM "Comment" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

/** @returns false when there is a comment of that id already */
export async function insertComment(
  db: Db,
  {
    symbol,
    ...comment
  }: {
    id: string;
    formulaId: string;
    replyToId: string | null;
    symbol: CommentedSymbol | null;
    authorId: string;
    text: string;
  },
): Promise<boolean> {
  const row = { ...comment, symbolId: symbol?.id ?? null, symbolClass: symbol?.class ?? null };
  const { count } = await db.comment.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Comments on a formula, deleted ones among them. */
export async function countComments(db: Db, formulaId: string): Promise<number> {
  return db.comment.count({ where: { formulaId } });
}

export async function rewriteComment(db: Db, id: string, text: string, now: Date): Promise<void> {
  await db.comment.update({ where: { id }, data: { text, editedAt: now } });
}

/** Take back what was said; the row stays, so that the same id is not said again. */
export async function deleteComment(db: Db, id: string, now: Date): Promise<void> {
  await db.comment.update({
    where: { id },
    data: { text: '', deletedAt: now, mentions: { deleteMany: {} } },
  });
}

/** Settle a remark, or open it again with null. */
export async function resolveComment(
  db: Db,
  id: string,
  resolved: { byId: string; at: Date } | null,
): Promise<void> {
  const data = { resolvedAt: resolved?.at ?? null, resolvedById: resolved?.byId ?? null };
  await db.comment.update({ where: { id }, data });
}
