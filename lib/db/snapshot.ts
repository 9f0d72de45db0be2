import { Prisma, type Db } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { Split } from '@/lib/domain/splits';

/** A revision that a snapshot may take, with what decides its split. */
export type SnapshotCandidate = {
  formulaId: string;
  revisionId: string;
  contentHash: string;
  latexCanonical: string;
  name: string;
  source: string;
  writer: string | null;
  document: string | null;
  inkHash: string | null;
  fingerprint: string | null;
  fixedSplit: Split | null;
};

/**
 * Of each formula of a project the newest revision whose last verdict is an approval; with `submitted`,
 * also those without a verdict. In the order of formula ids.
 */
export async function listSnapshotCandidates(
  db: Db,
  projectId: string,
  include: 'approved' | 'submitted',
): Promise<SnapshotCandidate[]> {
  const wanted =
    include === 'approved'
      ? Prisma.sql`verdict.last = 'approved'`
      : Prisma.sql`verdict.last IS DISTINCT FROM 'sent_back'`;
  return db.$queryRaw<SnapshotCandidate[]>`
    SELECT DISTINCT ON (r."formulaId")
      r."formulaId", r."id" AS "revisionId", r."contentHash",
      r."content"->>'latexCanonical' AS "latexCanonical",
      f."name", coalesce(came."path", f."name") AS "source", f."writer", f."document",
      ink."blobHash" AS "inkHash", i."fingerprint", f."fixedSplit"::text AS "fixedSplit"
    FROM "Revision" r
    JOIN "Formula" f ON f."id" = r."formulaId"
    JOIN "Image" i ON i."hash" = f."imageHash"
    LEFT JOIN "Ink" ink ON ink."formulaId" = f."id"
    LEFT JOIN LATERAL (
      SELECT a."verdict" AS last FROM "Approval" a WHERE a."revisionId" = r."id"
      ORDER BY a."createdAt" DESC, a."id" DESC LIMIT 1) verdict ON true
    LEFT JOIN (
      SELECT item."formulaId", min(item."path") AS "path" FROM "ImportItem" item
      WHERE item."status" = 'added' GROUP BY item."formulaId") came ON came."formulaId" = f."id"
    WHERE f."projectId" = ${projectId}::uuid AND ${wanted}
    ORDER BY r."formulaId", r."number" DESC`;
}

/** What earlier snapshots of a project said: each formula's first split, and what ties it to others. */
export async function listEarlierSplits(db: Db, projectId: string) {
  return db.$queryRaw<
    {
      formulaId: string;
      split: Split;
      writer: string | null;
      document: string | null;
      fingerprint: string | null;
    }[]
  >`
    SELECT DISTINCT ON (item."formulaId")
      item."formulaId", item."split"::text AS "split", item."writer", item."document", i."fingerprint"
    FROM "SnapshotItem" item
    JOIN "Snapshot" s ON s."id" = item."snapshotId"
    JOIN "Formula" f ON f."id" = item."formulaId"
    JOIN "Image" i ON i."hash" = f."imageHash"
    WHERE s."projectId" = ${projectId}::uuid AND item."split" <> 'held'
    ORDER BY item."formulaId", s."createdAt", s."id"`;
}

/** The classes that the symbols of these revisions have. */
export async function classesOfRevisions(db: Db, revisionIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT symbol.value->>'class' AS "name"
    FROM "Revision" r, jsonb_each(r."content"->'annotation'->'symbols') AS symbol
    WHERE r."id" = ANY(${[...revisionIds]}::uuid[])`;
  return rows.map(({ name }) => name);
}

export type NewSnapshotItem = {
  formulaId: string;
  revisionId: string;
  split: Split | 'held';
  heldReason: string | null;
  name: string;
  source: string;
  writer: string | null;
  document: string | null;
  inkHash: string | null;
};

/** Freeze a snapshot with its items. */
export async function insertSnapshot(
  db: Db,
  {
    items,
    options,
    ...snapshot
  }: {
    projectId: string;
    name: string;
    include: 'approved' | 'submitted';
    options: object;
    contentHash: string;
    createdById: string;
    items: readonly NewSnapshotItem[];
  },
): Promise<string> {
  const { id } = await db.snapshot.create({
    data: { ...snapshot, options: toJson(options) },
    select: { id: true },
  });
  for (let start = 0; start < items.length; start += 2000) {
    await db.snapshotItem.createMany({
      data: items.slice(start, start + 2000).map((item) => ({ snapshotId: id, ...item })),
    });
  }
  return id;
}

const SHOWN = {
  id: true,
  projectId: true,
  name: true,
  include: true,
  options: true,
  contentHash: true,
  createdAt: true,
  createdBy: { select: { name: true } },
  project: { select: { slug: true, name: true } },
} as const;

export async function findSnapshot(db: Db, id: string) {
  return db.snapshot.findUnique({ where: { id }, select: SHOWN });
}

/** Snapshots of a project, newest first. */
export async function listSnapshotRows(db: Db, projectId: string) {
  return db.snapshot.findMany({ where: { projectId }, orderBy: { createdAt: 'desc' }, select: SHOWN });
}

/** The snapshot made before this one; null for the first. */
export async function findSnapshotBefore(db: Db, projectId: string, createdAt: Date) {
  return db.snapshot.findFirst({
    where: { projectId, createdAt: { lt: createdAt } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, name: true },
  });
}

/** Items of snapshots per split. */
export async function countSnapshotItems(db: Db, snapshotIds: readonly string[]) {
  return db.snapshotItem.groupBy({
    by: ['snapshotId', 'split'],
    where: { snapshotId: { in: [...snapshotIds] } },
    _count: { _all: true },
  });
}

/** The items that are held out, with the reason. */
export async function listHeldItems(db: Db, snapshotId: string, limit: number) {
  return db.snapshotItem.findMany({
    where: { snapshotId, split: 'held' },
    orderBy: { name: 'asc' },
    take: limit,
    select: { formulaId: true, name: true, heldReason: true },
  });
}

/** How the items of one snapshot differ from those of another, by formula and revision. */
export async function compareSnapshots(db: Db, id: string, before: string) {
  const [row] = await db.$queryRaw<{ added: number; removed: number; changed: number }[]>`
    SELECT count(*) FILTER (WHERE old."formulaId" IS NULL)::int AS "added",
      count(*) FILTER (WHERE new."formulaId" IS NULL)::int AS "removed",
      count(*) FILTER (WHERE new."revisionId" <> old."revisionId")::int AS "changed"
    FROM (SELECT * FROM "SnapshotItem" WHERE "snapshotId" = ${id}::uuid) new
    FULL JOIN (SELECT * FROM "SnapshotItem" WHERE "snapshotId" = ${before}::uuid) old
      ON old."formulaId" = new."formulaId"`;
  return row ?? { added: 0, removed: 0, changed: 0 };
}

/** A page of a snapshot's items behind a formula id, each with its frozen revision and its image. */
export async function readSnapshotPage(
  db: Db,
  { snapshotId, after, limit }: { snapshotId: string; after: string | null; limit: number },
) {
  return db.snapshotItem.findMany({
    where: { snapshotId, ...(after && { formulaId: { gt: after } }) },
    orderBy: { formulaId: 'asc' },
    take: limit,
    include: { revision: { select: { id: true, content: true, contentHash: true } } },
  });
}

/** Size and format of images, by hash. */
export async function imagesByHash(db: Db, hashes: readonly string[]) {
  const rows = await db.image.findMany({ where: { hash: { in: [...hashes] } } });
  return new Map(rows.map((row) => [row.hash, row]));
}
