import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import {
  countVisibleFormulas,
  listVisibleFormulas,
  type FormulaCursor,
  type FlagFilter,
  type FormulaOrder,
} from '@/lib/db/formula/list';
import type { FlagKind } from '@/lib/domain/flags';
import type { Actor } from '@/lib/domain/permissions';
import type { CategoryValues, FormulaState } from '@/lib/domain/quotas';
import { TextSchema } from '@/lib/domain/text';
import { AppError } from '@/lib/errors';
import { imageUrl } from './editor-payload';
import { requireProject } from '../projects/require-project';

export { FORMULA_ORDERS } from '@/lib/db/formula/list';

export type FormulaSummary = {
  id: string;
  name: string;
  state: FormulaState;
  cell: { id: string; key: string; values: CategoryValues };
  imageUrl: string;
  /** Image pixels. */
  width: number;
  height: number;
  latex: string;
  symbols: number;
  predictionStatus: 'pending' | 'done' | 'failed';
  assignee: string | null;
  heldBy: string | null;
  /** Those that are not cleared, oldest first. */
  flags: { id: string; kind: FlagKind; note: string; by: string; at: string }[];
  /** Remarks that wait for somebody. */
  openComments: number;
  updatedAt: string;
};

const CursorSchema = z.tuple([TextSchema, z.uuid()]);

function encodeCursor({ key, id }: FormulaCursor): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

function decodeCursor(text: string, order: FormulaOrder): FormulaCursor {
  try {
    const [key, id] = CursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (order === 'oldest') z.iso.datetime().parse(key);
    return { key, id };
  } catch {
    throw new AppError('invalid_input', 'The cursor is not one that a page of this list ended with.');
  }
}

export type ListFormulasInput = {
  project: string;
  /** Ids of cells. */
  cells?: string[];
  states?: FormulaState[];
  class?: string;
  text?: string;
  predictionFailed?: boolean;
  flag?: FlagFilter;
  openComments?: boolean;
  order?: FormulaOrder;
  /** `next` of the page before, in the same order. */
  cursor?: string;
  limit?: number;
};

/**
 * A page of a project's formulas, by name unless told otherwise, of those that the actor may see: all for leads and engineers,
 * what they hold and did for annotators. `total` counts what fits the filter, on the first page only.
 * @throws AppError not_found | invalid_input
 */
export async function listFormulas(
  actor: Actor,
  {
    project: slug,
    cells,
    states,
    class: name,
    text,
    predictionFailed,
    flag,
    openComments,
    order = 'name',
    cursor,
    limit = 60,
  }: ListFormulasInput,
): Promise<{ items: FormulaSummary[]; next: string | null; total: number | null }> {
  const project = await requireProject(actor, slug, 'project.see');
  const filter = {
    projectId: project.id,
    cellIds: cells,
    states,
    class: name,
    text,
    predictionFailed,
    flag,
    openComments,
  };
  const now = new Date();
  const [rows, total] = await Promise.all([
    listVisibleFormulas(getDb(), actor, {
      filter,
      order,
      cursor: cursor ? decodeCursor(cursor, order) : undefined,
      limit: limit + 1,
      now,
    }),
    cursor ? null : countVisibleFormulas(getDb(), actor, filter),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ image, annotations, leases, flags, _count, ...row }) => ({
      id: row.id,
      name: row.name,
      state: row.state,
      cell: row.cell,
      imageUrl: imageUrl(row.imageHash),
      ...image,
      latex: annotations[0]?.latex ?? '',
      symbols: annotations[0]?._count.symbols ?? 0,
      predictionStatus: row.predictionStatus,
      assignee: row.assignee?.name ?? null,
      heldBy: leases[0]?.user.name ?? null,
      flags: flags.map(({ id, kind, note, author, createdAt }) => ({
        id,
        kind,
        note,
        by: author.name,
        at: createdAt.toISOString(),
      })),
      openComments: _count.comments,
      updatedAt: row.updatedAt.toISOString(),
    })),
    next:
      rows.length > limit && last
        ? encodeCursor({ key: order === 'name' ? last.name : last.updatedAt.toISOString(), id: last.id })
        : null,
    total,
  };
}
