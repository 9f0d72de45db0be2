import { z } from 'zod';
import { cellOfParameter } from '@/components/formulas/cell-address';
import type { FormulaFilters } from '@/components/formulas/filters';
import { FLAG_KINDS } from '@/lib/domain/flags';
import { FormulaStateSchema } from '@/lib/domain/quotas';

/** A parameter that is absent, repeated or too long counts as empty: an address never breaks a page. */
const text = z.string().trim().max(200).catch('');

const FlagSchema = z.enum([...FLAG_KINDS, 'any']);

const FiltersSchema = z.object({
  state: text,
  cell: text,
  class: text,
  text,
  prediction: text,
  flag: text,
  comments: text,
});

/** Filters of an address. A state or a flag that does not exist filters nothing. */
export function filtersOf(search: Record<string, string | string[] | undefined>): FormulaFilters {
  const filters = FiltersSchema.parse(search);
  return {
    ...filters,
    state: FormulaStateSchema.safeParse(filters.state).data ?? '',
    prediction: filters.prediction === 'failed' ? 'failed' : '',
    flag: FlagSchema.safeParse(filters.flag).data ?? '',
    comments: filters.comments === 'open' ? 'open' : '',
  };
}

/** Filters as the list of formulas takes them. `cells` maps keys of cells to their ids. */
export function listInput(filters: FormulaFilters, cells: ReadonlyMap<string, string | null>) {
  const state = FormulaStateSchema.safeParse(filters.state);
  const cell = cellOfParameter(filters.cell);
  const cellId = cell === null ? undefined : cells.get(cell);
  return {
    // A cell that nothing was ever imported into has no id, and no formulas.
    cells: cell !== null ? [cellId ?? '00000000-0000-0000-0000-000000000000'] : undefined,
    states: state.success ? [state.data] : undefined,
    class: filters.class || undefined,
    text: filters.text || undefined,
    predictionFailed: filters.prediction === 'failed' || undefined,
    flag: FlagSchema.safeParse(filters.flag).data,
    openComments: filters.comments === 'open' || undefined,
  };
}
