import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/permissions';
import { reviewFormula } from '@/lib/server/formulas/review-formula';
import { createSnapshot } from '@/lib/server/snapshots/create-snapshot';
import { SnapshotChoicesSchema } from '@/lib/server/snapshots/snapshot-options';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { saveEdits } from '@/lib/server/edits/save-edits';
import { submitFormula } from '@/lib/server/formulas/submit-formula';
import { makeFormula, makePerson, makeProject, relabel, sha } from '@/tests/support/builders';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

/** Rules that the database holds itself, whatever a program that writes to it does. */

let database: TestDatabase;
let project: { id: string; slug: string };
let person: Actor;
let formula: { id: string; annotationId: string; imageHash: string };
let other: { id: string; annotationId: string; imageHash: string };

beforeAll(async () => {
  database = await createTestDatabase();
  project = await makeProject(database.db);
  person = await makePerson(database.db, { roles: ['lead'], projectId: project.id });
  formula = await makeFormula(database.db, { projectId: project.id });
  other = await makeFormula(database.db, { projectId: project.id });
});
afterAll(() => database.drop());

const run = (sql: string) => database.db.$executeRawUnsafe(sql);
const refused = (sql: string, why: RegExp) => expect(run(sql)).rejects.toThrow(why);

describe('the database refuses', () => {
  it('a box without extent or with a coordinate that is no number', async () => {
    const symbol = (
      box: string,
    ) => `INSERT INTO "Symbol" ("annotationId", "id", "x", "y", "width", "height", "class")
      VALUES ('${formula.annotationId}', '${randomUUID()}', ${box}, 'x')`;
    await refused(symbol('0, 0, 0, 1'), /Symbol_box_is_finite/);
    await refused(symbol('0, 0, 1, -1'), /Symbol_box_is_finite/);
    await refused(symbol(`'NaN', 0, 1, 1`), /Symbol_box_is_finite/);
    await refused(symbol(`0, 'Infinity', 1, 1`), /Symbol_box_is_finite/);
    await expect(run(symbol('0.5, -3, 1, 1'))).resolves.toBe(1);
  });

  it('a symbol that is its own parent, and a parent without relation', async () => {
    const place = (set: string) => `UPDATE "OrderingEntry" SET ${set}
      WHERE "annotationId" = '${formula.annotationId}' AND "symbolId" = 's2'`;
    await refused(place(`"parentId" = 's2'`), /OrderingEntry_no_self_loop/);
    await refused(place(`"relation" = NULL`), /OrderingEntry_parent_with_relation/);
    await refused(place(`"parentId" = NULL`), /OrderingEntry_parent_with_relation/);
  });

  it('an ordering entry whose symbol, parent or line belongs to another annotation', async () => {
    await run(`INSERT INTO "Symbol" ("annotationId", "id", "x", "y", "width", "height", "class")
      VALUES ('${other.annotationId}', 'only here', 0, 0, 1, 1, 'x')`);
    const set = (change: string) => `UPDATE "OrderingEntry" SET ${change}
      WHERE "annotationId" = '${formula.annotationId}' AND "symbolId" = 's2'`;
    await refused(set(`"parentId" = 'only here'`), /OrderingEntry_annotationId_parentId_fkey/);
    await refused(set(`"lineId" = 'nowhere'`), /OrderingEntry_annotationId_lineId_fkey/);
    await refused(set(`"annotationId" = '${randomUUID()}'`), /OrderingEntry_annotationId/);
  });

  it('a comment that says nothing, an answer elsewhere than its remark, and a skip without a reason', async () => {
    const comment = (id: string, more: Record<string, string>, text = 'Look.', formulaId = formula.id) => {
      const columns = { id, formulaId, authorId: person.userId, text, ...more };
      const values = Object.values(columns).map((value) => `'${value}'`);
      return `INSERT INTO "Comment" (${Object.keys(columns)
        .map((name) => `"${name}"`)
        .join(', ')}) VALUES (${values.join(', ')})`;
    };
    const remark = randomUUID();
    await expect(run(comment(remark, {}))).resolves.toBe(1);
    await refused(comment(randomUUID(), {}, ''), /Comment_says_something_or_is_deleted/);
    await refused(comment(randomUUID(), { symbolId: 's1' }), /Comment_symbol_with_class/);
    const about = { symbolId: 's1', symbolClass: 'x' };
    await refused(
      comment(randomUUID(), { replyToId: remark, ...about }),
      /Comment_answer_hangs_on_its_remark/,
    );
    const elsewhere = comment(randomUUID(), { replyToId: remark }, 'Here?', other.id);
    await refused(elsewhere, /Comment_replyToId_formulaId_fkey/);
    await refused(`UPDATE "Comment" SET "text" = '' WHERE "id" = '${remark}'`, /Comment_says_something/);
    await refused(
      `INSERT INTO "Skip" ("id", "formulaId", "userId", "reason")
        VALUES (gen_random_uuid(), '${formula.id}', '${person.userId}', '')`,
      /Skip_says_why/,
    );
  });

  it('that one person says the same of a formula twice, unless it was cleared in between', async () => {
    const flag = `INSERT INTO "Flag" ("id", "formulaId", "kind", "authorId")
      VALUES (gen_random_uuid(), '${formula.id}', 'unreadable', '${person.userId}')`;
    await run(flag);
    await refused(flag, /Flag_one_open_per_person_and_kind/);
    await run(`UPDATE "Flag" SET "clearedAt" = now(), "clearedById" = '${person.userId}'`);
    await expect(run(flag)).resolves.toBe(1);
    await refused(
      `UPDATE "Flag" SET "clearedById" = '${person.userId}'
      WHERE "clearedAt" IS NULL`,
      /Flag_cleared_by_somebody/,
    );
  });

  it('a second open lease and a second current annotation', async () => {
    const lease = `INSERT INTO "Lease" ("id", "formulaId", "userId", "expiresAt")
      VALUES (gen_random_uuid(), '${formula.id}', '${person.userId}', now() + interval '1 minute')`;
    await run(lease);
    await refused(lease, /Lease_one_open_per_formula/);
    await run(`UPDATE "Lease" SET "releasedAt" = now() WHERE "formulaId" = '${formula.id}'`);
    await expect(run(lease)).resolves.toBe(1);
    await run(`UPDATE "Lease" SET "releasedAt" = now() WHERE "formulaId" = '${formula.id}'`);
    await refused(
      `INSERT INTO "Annotation" ("id", "formulaId", "updatedAt") VALUES (gen_random_uuid(), '${formula.id}', now())`,
      /Annotation_one_current_per_formula/,
    );
  });

  it('a revision under another formula than its annotation, and a formula in another project’s cell', async () => {
    await refused(
      `INSERT INTO "Revision" ("id", "formulaId", "annotationId", "number", "version", "contentHash", "content", "createdById")
       VALUES (gen_random_uuid(), '${other.id}', '${formula.annotationId}', 1, 0, '${sha('x')}', '{}', '${person.userId}')`,
      /Revision_annotationId_formulaId_fkey/,
    );
    const elsewhere = await makeProject(database.db);
    const there = await makeFormula(database.db, { projectId: elsewhere.id });
    await refused(
      `UPDATE "Formula" SET "cellId" = (SELECT "cellId" FROM "Formula" WHERE "id" = '${there.id}') WHERE "id" = '${formula.id}'`,
      /Formula_cellId_projectId_fkey/,
    );
  });

  it('hashes that are none, negative targets, unknown words, and silence about a reason', async () => {
    await refused(`UPDATE "Cell" SET "target" = -1`, /Cell_target_not_negative/);
    await refused(`UPDATE "Formula" SET "predictionStatus" = 'failed'`, /Formula_failure_says_why/);
    await refused(`UPDATE "Image" SET "width" = 0`, /Image_has_pixels/);
    await refused(`UPDATE "Membership" SET "roles" = '{}'`, /Membership_has_a_role/);
    await refused(`UPDATE "Annotation" SET "kind" = 'great'`, /Annotation_kind_known/);
    await refused(
      `INSERT INTO "Skip" ("id", "formulaId", "userId", "reason") VALUES (gen_random_uuid(), '${formula.id}', '${person.userId}', '')`,
      /Skip_says_why/,
    );
  });
});

describe('history', () => {
  it('is never changed, and goes only with its whole project', async () => {
    const { db } = database;
    const doomed = await makeProject(db);
    const lead = await makePerson(db, { roles: ['lead'], projectId: doomed.id });
    const made = await makeFormula(db, { projectId: doomed.id });
    await db.symbolClass.createMany({
      data: ['x', 'y', '2'].map((name) => ({ projectId: doomed.id, name })),
    });
    await nextFormula(lead, { project: doomed.slug });
    await saveEdits(lead, {
      annotationId: made.annotationId,
      request: { baseVersion: 0, edits: [relabel('s1', 'x', 'y')] },
    });
    await submitFormula(lead, { formulaId: made.id, version: 1, confirmedWarnings: ['latex_disagrees'] });
    await reviewFormula(lead, { formulaId: made.id, review: { verdict: 'approve' } });
    const choices = SnapshotChoicesSchema.parse({});
    await createSnapshot(lead, { project: doomed.slug, name: 'first', choices });
    await db.prediction.create({
      data: { formulaId: made.id, source: 'models', candidates: {}, content: {} },
    });

    const never = /never changed/;
    await refused(`UPDATE "Edit" SET "activeMs" = 0 WHERE "annotationId" = '${made.annotationId}'`, never);
    await refused(`UPDATE "Revision" SET "content" = '{}' WHERE "formulaId" = '${made.id}'`, never);
    await refused(`UPDATE "Approval" SET "reason" = 'no' WHERE "userId" = '${lead.userId}'`, never);
    await refused(`UPDATE "Prediction" SET "content" = '[]' WHERE "formulaId" = '${made.id}'`, never);
    await refused(`UPDATE "Snapshot" SET "name" = 'x' WHERE "projectId" = '${doomed.id}'`, never);
    await refused(`UPDATE "SnapshotItem" SET "split" = 'test' WHERE "formulaId" = '${made.id}'`, never);
    const only = /only with their project/;
    for (const table of [
      'Edit',
      'Revision',
      'Approval',
      'Prediction',
      'Snapshot',
      'SnapshotItem',
      'Annotation',
      'Formula',
    ]) {
      await refused(`DELETE FROM "${table}"`, only);
    }

    await run(`DELETE FROM "Project" WHERE "id" = '${doomed.id}'`);
    expect(await db.formula.count({ where: { projectId: doomed.id } })).toBe(0);
    expect(await db.edit.count({ where: { annotationId: made.annotationId } })).toBe(0);
    expect(await db.snapshot.count({ where: { projectId: doomed.id } })).toBe(0);
    expect(await db.formula.count({ where: { projectId: project.id } })).toBe(2);
  });
});

describe('a save that swaps parents around', () => {
  it('is one transaction whose references are checked at its end', async () => {
    // s2 loses its parent s1, which goes; a new symbol takes its place: any order of statements must do.
    const made = await makeFormula(database.db, { projectId: project.id });
    await saveEdits(person, {
      annotationId: made.annotationId,
      request: {
        baseVersion: 0,
        edits: [
          {
            id: randomUUID(),
            source: 'user',
            action: 'test',
            activeMs: 0,
            predictionId: null,
            diff: {
              symbols: {
                removed: {
                  s1: {
                    id: 's1' as never,
                    box: { x: 10, y: 40, width: 20, height: 20 },
                    class: 'x',
                    place: { line: 'l1' as never, parent: null, relation: null },
                    pins: { box: false, class: false, place: false },
                  },
                },
                added: {
                  s9: {
                    id: 's9' as never,
                    box: { x: 10, y: 40, width: 20, height: 20 },
                    class: 'x',
                    place: { line: 'l1' as never, parent: null, relation: null },
                    pins: { box: true, class: true, place: true },
                  },
                },
                updated: {
                  s2: {
                    place: [
                      { line: 'l1', parent: 's1', relation: 'Sup' },
                      { line: 'l1', parent: 's9', relation: 'Sup' },
                    ],
                  },
                },
              },
            },
          },
        ],
      },
    });
    const entry = await database.db.orderingEntry.findUniqueOrThrow({
      where: { annotationId_symbolId: { annotationId: made.annotationId, symbolId: 's2' } },
    });
    expect(entry.parentId).toBe('s9');
  });
});
