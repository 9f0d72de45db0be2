import { useTranslations } from 'next-intl';
import type { Axis, CategoryValues } from '@/lib/domain/quotas';

/** The names of a cell's values, in the order of the axes. */
export function cellValueNames(values: CategoryValues, axes: readonly Axis[]): string[] {
  return axes.flatMap((axis) => {
    const key = values[axis.key];
    if (key === undefined) return [];
    return [axis.values.find((value) => value.key === key)?.name ?? key];
  });
}

/** A cell in words, e.g. "Algebra · Handwritten". */
export function CellName({ values, axes }: { values: CategoryValues; axes: readonly Axis[] }) {
  const t = useTranslations('common');
  const names = cellValueNames(values, axes);
  return <>{names.length > 0 ? names.join(' · ') : t('noCategory')}</>;
}
