import type { Db } from '@/lib/db/client';
import type { Diff } from '@/lib/domain/annotation/diff';
import type { Annotation, FormulaSymbol } from '@/lib/domain/annotation/schema';
import {
  annotationColumns,
  entryRows,
  lineRow,
  partRows,
  symbolRow,
  tombstoneRow,
} from '@/lib/db/annotation/rows';

export type NewAnnotation = {
  id: string;
  formulaId: string;
  kind: 'working' | 'gold';
  authorId: string | null;
  predictionId: string | null;
  value: Annotation;
};

/** Insert whole annotations, any number at once: one statement per table. */
export async function insertAnnotations(db: Db, annotations: readonly NewAnnotation[]): Promise<void> {
  await db.annotation.createMany({
    data: annotations.map(({ value, ...row }) => ({ ...row, ...annotationColumns(value) })),
  });
  await insertParts(db, annotations);
}

async function insertParts(db: Db, annotations: readonly { id: string; value: Annotation }[]): Promise<void> {
  const parts = annotations.map(({ id, value }) => partRows(id, value));
  await db.symbol.createMany({ data: parts.flatMap(({ symbols }) => symbols) });
  await db.line.createMany({ data: parts.flatMap(({ lines }) => lines) });
  await db.orderingEntry.createMany({ data: parts.flatMap(({ entries }) => entries) });
  await db.tombstone.createMany({ data: parts.flatMap(({ tombstones }) => tombstones) });
}

/** Give an annotation that nobody has edited another content, under a new version. */
export async function replaceContent(
  db: Db,
  { id, value, predictionId }: { id: string; value: Annotation; predictionId: string | null },
): Promise<void> {
  await db.symbol.deleteMany({ where: { annotationId: id } });
  await db.line.deleteMany({ where: { annotationId: id } });
  await db.tombstone.deleteMany({ where: { annotationId: id } });
  await insertParts(db, [{ id, value }]);
  await db.annotation.update({
    where: { id },
    data: { ...annotationColumns(value), predictionId, version: { increment: 1 } },
  });
}

const json = (rows: readonly object[]) => JSON.stringify(rows);

async function upsertSymbols(db: Db, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "Symbol" ("annotationId", "id", "x", "y", "width", "height", "class", "pinnedBox", "pinnedClass", "pinnedPlace")
    SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(
      "annotationId" uuid, "id" text, "x" float8, "y" float8, "width" float8, "height" float8,
      "class" text, "pinnedBox" bool, "pinnedClass" bool, "pinnedPlace" bool)
    ON CONFLICT ("annotationId", "id") DO UPDATE SET
      "x" = EXCLUDED."x", "y" = EXCLUDED."y", "width" = EXCLUDED."width", "height" = EXCLUDED."height",
      "class" = EXCLUDED."class", "pinnedBox" = EXCLUDED."pinnedBox",
      "pinnedClass" = EXCLUDED."pinnedClass", "pinnedPlace" = EXCLUDED."pinnedPlace"`;
}

async function upsertLines(db: Db, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "Line" ("annotationId", "id", "index")
    SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r("annotationId" uuid, "id" text, "index" int)
    ON CONFLICT ("annotationId", "id") DO UPDATE SET "index" = EXCLUDED."index"`;
}

async function upsertEntries(db: Db, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "OrderingEntry" ("annotationId", "symbolId", "lineId", "parentId", "relation")
    SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(
      "annotationId" uuid, "symbolId" text, "lineId" text, "parentId" text, "relation" "Relation")
    ON CONFLICT ("annotationId", "symbolId") DO UPDATE SET
      "lineId" = EXCLUDED."lineId", "parentId" = EXCLUDED."parentId", "relation" = EXCLUDED."relation"`;
}

async function upsertTombstones(db: Db, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO "Tombstone" ("annotationId", "id", "x", "y", "width", "height", "class")
    SELECT * FROM jsonb_to_recordset(${json(rows)}::jsonb) AS r(
      "annotationId" uuid, "id" text, "x" float8, "y" float8, "width" float8, "height" float8, "class" text)
    ON CONFLICT ("annotationId", "id") DO UPDATE SET
      "x" = EXCLUDED."x", "y" = EXCLUDED."y", "width" = EXCLUDED."width", "height" = EXCLUDED."height",
      "class" = EXCLUDED."class"`;
}

const removedIds = (part: { removed?: object } | undefined) => Object.keys(part?.removed ?? {});

/** The records of a collection that the diff added or changed, as they are after it. */
function touched<T>(part: { added?: object; updated?: object } | undefined, after: Record<string, T>): T[] {
  const ids = [...Object.keys(part?.added ?? {}), ...Object.keys(part?.updated ?? {})];
  return ids.map((id) => after[id]).filter((record) => record !== undefined);
}

/**
 * Write what `diff` changed, and nothing else, under version `version`.
 * @param after the annotation that the diff leads to
 */
export async function writeDiff(
  db: Db,
  { id, version, diff, after }: { id: string; version: number; diff: Diff; after: Annotation },
): Promise<void> {
  const symbols: FormulaSymbol[] = touched(diff.symbols, after.symbols);
  const homeless = symbols.filter(({ place }) => place === null).map((symbol) => symbol.id);
  const goneSymbols = removedIds(diff.symbols);
  const goneLines = removedIds(diff.lines);
  const goneTombstones = removedIds(diff.tombstones);
  if (goneSymbols.length > 0) {
    await db.symbol.deleteMany({ where: { annotationId: id, id: { in: goneSymbols } } });
  }
  await upsertSymbols(
    db,
    symbols.map((symbol) => symbolRow(id, symbol)),
  );
  await upsertLines(
    db,
    touched(diff.lines, after.lines).map((line) => lineRow(id, line)),
  );
  if (homeless.length > 0) {
    await db.orderingEntry.deleteMany({ where: { annotationId: id, symbolId: { in: homeless } } });
  }
  await upsertEntries(
    db,
    symbols.flatMap((symbol) => entryRows(id, symbol)),
  );
  if (goneLines.length > 0) await db.line.deleteMany({ where: { annotationId: id, id: { in: goneLines } } });
  if (goneTombstones.length > 0) {
    await db.tombstone.deleteMany({ where: { annotationId: id, id: { in: goneTombstones } } });
  }
  await upsertTombstones(
    db,
    touched(diff.tombstones, after.tombstones).map((row) => tombstoneRow(id, row)),
  );
  await db.annotation.update({
    where: { id },
    data: { version, ...(diff.label || diff.accepted ? annotationColumns(after) : {}) },
  });
}
