import { createHash, randomUUID } from 'node:crypto';
import { actorOfUser } from '@/lib/db/auth/people';
import { insertAnnotations } from '@/lib/db/annotation/write';
import { ensureCell } from '@/lib/db/category';
import type { PrismaClient } from '@/lib/db/client';
import { insertImages } from '@/lib/db/image';
import { insertProject } from '@/lib/db/project';
import type { Diff } from '@/lib/domain/annotation/diff';
import type { Edit } from '@/lib/domain/annotation/edit';
import {
  NO_PINS,
  type Annotation,
  type LineId,
  type Relation,
  type SymbolId,
} from '@/lib/domain/annotation/schema';
import type { Actor, Role } from '@/lib/domain/permissions';
import type { CategoryValues, FormulaState } from '@/lib/domain/quotas';

/** Rows that tests stand on, made without the use cases that they test. */

let count = 0;
const next = () => (count += 1);

export const sha = (text: string) => createHash('sha256').update(text).digest('hex');

/** A person with these roles in a project; without a project they belong to none. */
export async function makePerson(
  db: PrismaClient,
  {
    roles = [],
    projectId,
    administrator = false,
  }: {
    roles?: Role[];
    projectId?: string;
    administrator?: boolean;
  } = {},
): Promise<Actor> {
  const number = next();
  const email = `person${number}@example.org`;
  const user = await db.user.create({
    data: { email, name: `Person ${number}`, isAdministrator: administrator },
  });
  if (projectId && roles.length > 0) {
    await db.membership.create({ data: { projectId, userId: user.id, roles } });
  }
  const actor = await actorOfUser(db, email);
  if (!actor) throw new Error('the person was not made');
  return actor;
}

export async function makeProject(db: PrismaClient, slug = `project-${next()}`) {
  const { id } = await insertProject(db, { slug, name: slug, guidelines: '' });
  return { id, slug };
}

/** `x^{2}` on an image of 200 × 100: two symbols, one line. */
export function squareAnnotation(): Annotation {
  const line = 'l1' as LineId;
  const symbol = (id: string, name: string, x: number, parent: string | null, relation: Relation | null) => ({
    id: id as SymbolId,
    box: { x, y: parent ? 10 : 40, width: 20, height: 20 },
    class: name,
    place: { line, parent: parent as SymbolId | null, relation },
    pins: NO_PINS,
  });
  return {
    symbols: {
      ['s1' as SymbolId]: symbol('s1', 'x', 10, null, null),
      ['s2' as SymbolId]: symbol('s2', '2', 40, 's1', 'Sup'),
    },
    lines: { [line]: { id: line, index: 0 } },
    tombstones: {},
    label: { latex: 'x^{2}', pinned: false },
    accepted: { detector: false, recognizer: false, aligner: false, converter: false },
  };
}

export async function makeFormula(
  db: PrismaClient,
  {
    projectId,
    values = {},
    state = 'ready',
    annotation = squareAnnotation(),
    ...more
  }: {
    projectId: string;
    values?: CategoryValues;
    state?: FormulaState;
    annotation?: Annotation;
    expectedCost?: number | null;
    assigneeId?: string | null;
    writer?: string | null;
    document?: string | null;
    name?: string;
  },
) {
  const number = next();
  const imageBytes = new TextEncoder().encode(`image ${number}`);
  const hash = sha(`image ${number}`);
  await insertImages(db, [{ hash, format: 'png', bytes: 100, width: 200, height: 100, fingerprint: null }]);
  const formula = await db.formula.create({
    data: {
      projectId,
      cellId: await ensureCell(db, projectId, values),
      imageHash: hash,
      sourceHash: hash,
      name: `formula-${String(number).padStart(4, '0')}`,
      state,
      predictionStatus: 'done',
      ...more,
    },
  });
  const annotationId = randomUUID();
  await insertAnnotations(db, [
    {
      id: annotationId,
      formulaId: formula.id,
      kind: 'working',
      authorId: null,
      predictionId: null,
      value: annotation,
    },
  ]);
  return { id: formula.id, annotationId, imageHash: hash, imageBytes };
}

/** An edit as a client sends it. */
export function makeEdit(diff: Diff, id: string = randomUUID()): Edit {
  return { id, diff, source: 'user', action: 'test.edit', activeMs: 1200, predictionId: null };
}

/** Relabel a symbol. */
export function relabel(symbol: string, from: string, to: string, id?: string): Edit {
  return makeEdit({ symbols: { updated: { [symbol]: { class: [from, to] } } } }, id);
}
