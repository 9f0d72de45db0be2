import { z } from 'zod';
import { TextSchema } from '@/lib/domain/text';

/** Keys of axes and values: short, and free of the signs that join them. */
export const CategoryKeySchema = TextSchema.min(1)
  .max(64)
  .regex(/^[^\s=;,]+$/, 'may not hold spaces or the signs = ; ,');

/** One value per category axis: `{ level: 'algebra', script: 'handwritten' }`. */
export const CategoryValuesSchema = z.record(CategoryKeySchema, CategoryKeySchema);
export type CategoryValues = z.infer<typeof CategoryValuesSchema>;

/** The canonical key of a cell: `axis=value` joined by `;`, axes sorted; '' is the cell without any. */
export function cellKey(values: CategoryValues): string {
  return Object.entries(values)
    .map(([axis, value]) => `${axis}=${value}`)
    .sort()
    .join(';');
}

/** A category axis with the values it may take, each in their order. */
export type Axis = { key: string; name: string; values: { key: string; name: string }[] };

/** Every cell that the axes span, first axis slowest; one cell without values when there are no axes. */
export function spanCells(axes: readonly Axis[]): CategoryValues[] {
  return axes.reduce<CategoryValues[]>(
    (cells, axis) =>
      axis.values.length === 0
        ? cells
        : cells.flatMap((cell) => axis.values.map(({ key }) => ({ ...cell, [axis.key]: key }))),
    [{}],
  );
}

/** What does not fit the axes of the project, in words; empty when everything does. */
export function unknownValues(values: CategoryValues, axes: readonly Axis[]): string[] {
  return Object.entries(values).flatMap(([axisKey, value]) => {
    const axis = axes.find(({ key }) => key === axisKey);
    if (!axis) return [`there is no category axis "${axisKey}"`];
    return axis.values.some(({ key }) => key === value) ? [] : [`"${axisKey}" has no value "${value}"`];
  });
}
