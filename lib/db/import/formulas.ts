import { insertAnnotations, type NewAnnotation } from '@/lib/db/annotation/write';
import type { Db } from '@/lib/db/client';
import { insertImages, type ImageRow } from '@/lib/db/image';
import { toJson } from '@/lib/db/json';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Split } from '@/lib/domain/splits';

/** Everything that one imported formula brings into the database. Ids are made by the caller. */
export type NewFormula = {
  formula: {
    id: string;
    projectId: string;
    cellId: string;
    name: string;
    sourceHash: string;
    writer: string | null;
    document: string | null;
    fixedSplit: Split | null;
    state: 'importing' | 'ready' | 'submitted' | 'approved';
    predictionStatus: 'pending' | 'done';
    expectedCost: number | null;
    assigneeId: string | null;
  };
  image: ImageRow;
  inkHash: string | null;
  prediction: { id: string; source: 'inkml-truth'; content: Prediction } | null;
  annotation: NewAnnotation;
  revision: {
    id: string;
    content: object;
    contentHash: string;
    confirmedWarnings: string[];
    createdById: string;
    approved: boolean;
  } | null;
};

/** The formulas of a project that have these images, by image hash. */
export async function formulasByImage(
  db: Db,
  projectId: string,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.formula.findMany({
    where: { projectId, imageHash: { in: [...hashes] } },
    select: { id: true, imageHash: true },
  });
  return new Map(rows.map(({ id, imageHash }) => [imageHash, id]));
}

/**
 * Insert formulas, one statement per table. Those whose image another import has just brought in are left
 * out; ask `formulasByImage` afterwards whose it is.
 */
export async function insertFormulas(db: Db, items: readonly NewFormula[]): Promise<void> {
  const [first] = items;
  if (!first) return;
  await insertImages(
    db,
    items.map(({ image }) => image),
  );
  await db.formula.createMany({
    data: items.map(({ formula, image }) => ({ ...formula, imageHash: image.hash })),
    skipDuplicates: true,
  });
  const hashes = items.map(({ image }) => image.hash);
  const owners = await formulasByImage(db, first.formula.projectId, hashes);
  const mine = items.filter(({ formula, image }) => owners.get(image.hash) === formula.id);
  await db.ink.createMany({
    data: mine.flatMap(({ formula, inkHash }) =>
      inkHash ? [{ formulaId: formula.id, blobHash: inkHash }] : [],
    ),
  });
  await db.prediction.createMany({
    data: mine.flatMap(({ formula, prediction }) =>
      prediction
        ? [
            {
              id: prediction.id,
              formulaId: formula.id,
              source: prediction.source,
              candidates: prediction.content.candidates,
              content: toJson(prediction.content),
            },
          ]
        : [],
    ),
  });
  await insertAnnotations(
    db,
    mine.map(({ annotation }) => annotation),
  );
  const revised = mine.flatMap(({ formula, annotation, revision }) =>
    revision ? [{ formulaId: formula.id, annotationId: annotation.id, ...revision }] : [],
  );
  await db.revision.createMany({
    data: revised.map(({ approved: _approved, content, ...revision }) => ({
      ...revision,
      number: 1,
      version: 0,
      content: toJson(content),
    })),
  });
  await db.approval.createMany({
    data: revised
      .filter(({ approved }) => approved)
      .map(({ id, createdById }) => ({ revisionId: id, userId: createdById, verdict: 'approved' })),
  });
}
