import { visibleFormulas } from '@/lib/db/access';
import type { Db, Prisma } from '@/lib/db/client';
import { OPEN_REMARK } from '@/lib/db/talk/comments';
import { OPEN_FLAG } from '@/lib/db/talk/flags';
import type { FlagKind } from '@/lib/domain/flags';
import type { Actor } from '@/lib/domain/permissions';
import { CategoryValuesSchema, type FormulaState } from '@/lib/domain/quotas';

export type FormulaFilter = {
  projectId: string;
  cellIds?: string[];
  states?: FormulaState[];
  /** Class of a symbol that its current annotation has. */
  class?: string;
  /** Part of the name or of the LaTeX label. */
  text?: string;
  /** Only those for which the models failed. */
  predictionFailed?: boolean;
  /** Only those with an open flag: of this kind, or of any; `none` for those without one. */
  flag?: FlagFilter;
  /** Only those with a remark that waits for somebody. */
  openComments?: boolean;
};

export type FlagFilter = FlagKind | 'any' | 'none';

function flaggedWhere(flag: FlagFilter): Prisma.FormulaWhereInput {
  if (flag === 'none') return { flags: { none: OPEN_FLAG } };
  return { flags: { some: flag === 'any' ? OPEN_FLAG : { ...OPEN_FLAG, kind: flag } } };
}

/** By name, or what has waited longest without a change of its state first. */
export const FORMULA_ORDERS = ['name', 'oldest'] as const;
export type FormulaOrder = (typeof FORMULA_ORDERS)[number];

/** Where a page of the list begins: behind this formula in the order (name or ISO time, id). */
export type FormulaCursor = { key: string; id: string };

function filterWhere({
  projectId,
  cellIds,
  states,
  class: name,
  text,
  predictionFailed,
  flag,
  openComments,
}: FormulaFilter): Prisma.FormulaWhereInput {
  const current = (where: Prisma.AnnotationWhereInput): Prisma.FormulaWhereInput => ({
    annotations: { some: { isCurrent: true, ...where } },
  });
  return {
    projectId,
    ...(cellIds && { cellId: { in: cellIds } }),
    ...(states && { state: { in: states } }),
    ...(predictionFailed && { predictionStatus: 'failed' }),
    AND: [
      ...(flag ? [flaggedWhere(flag)] : []),
      ...(openComments ? [{ comments: { some: OPEN_REMARK } }] : []),
      ...(name ? [current({ symbols: { some: { class: name } } })] : []),
      ...(text
        ? [
            {
              OR: [
                { name: { contains: text, mode: 'insensitive' as const } },
                current({ latex: { contains: text } }),
                current({ latexCanonical: { contains: text } }),
              ],
            },
          ]
        : []),
    ],
  };
}

const after = (order: FormulaOrder, { key, id }: FormulaCursor): Prisma.FormulaWhereInput =>
  order === 'name'
    ? { OR: [{ name: { gt: key } }, { name: key, id: { gt: id } }] }
    : { OR: [{ updatedAt: { gt: new Date(key) } }, { updatedAt: new Date(key), id: { gt: id } }] };

/** A page of the formulas that the actor may see. */
export async function listVisibleFormulas(
  db: Db,
  actor: Actor,
  {
    filter,
    order,
    cursor,
    limit,
    now,
  }: { filter: FormulaFilter; order: FormulaOrder; cursor?: FormulaCursor; limit: number; now: Date },
) {
  const rows = await db.formula.findMany({
    where: { AND: [filterWhere(filter), visibleFormulas(actor), ...(cursor ? [after(order, cursor)] : [])] },
    orderBy: [order === 'name' ? { name: 'asc' } : { updatedAt: 'asc' }, { id: 'asc' }],
    take: limit,
    include: {
      image: { select: { width: true, height: true } },
      cell: { select: { id: true, key: true, values: true } },
      assignee: { select: { id: true, name: true } },
      annotations: {
        where: { isCurrent: true },
        select: { latex: true, _count: { select: { symbols: true } } },
      },
      flags: {
        where: OPEN_FLAG,
        orderBy: { createdAt: 'asc' },
        include: { author: { select: { name: true } } },
      },
      _count: { select: { comments: { where: OPEN_REMARK } } },
      leases: {
        where: { releasedAt: null, expiresAt: { gt: now } },
        select: { user: { select: { id: true, name: true } } },
      },
    },
  });
  return rows.map((row) => ({
    ...row,
    cell: { ...row.cell, values: CategoryValuesSchema.parse(row.cell.values) },
  }));
}

/** How many formulas fit a filter, of those that the actor may see. */
export async function countVisibleFormulas(db: Db, actor: Actor, filter: FormulaFilter): Promise<number> {
  return db.formula.count({ where: { AND: [filterWhere(filter), visibleFormulas(actor)] } });
}
