import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Form from 'next/form';
import { Button, LinkButton } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Input, Select } from '@/components/ui/input';
import { FLAG_KINDS } from '@/lib/domain/flags';
import { FORMULA_STATES, type Axis, type CategoryValues } from '@/lib/domain/quotas';
import { cellParameter } from './cell-address';
import { cellValueNames } from './cell-name';

/** Filters as they stand in the address; empty strings mean any. */
export type FormulaFilters = {
  state: string;
  cell: string;
  class: string;
  text: string;
  prediction: string;
  flag: string;
  comments: string;
};

/** A form that sends its fields into the address: back, reload and links keep what was searched. */
export function Filters({
  filters,
  action,
  cells,
  axes,
  classes,
}: {
  filters: FormulaFilters;
  action: string;
  cells: { key: string; values: CategoryValues }[];
  axes: Axis[];
  classes: string[];
}) {
  const t = useTranslations('formulas');
  const states = useTranslations('words.state');
  const flags = useTranslations('words.flag');
  const common = useTranslations('common');
  const any = Object.values(filters).some(Boolean);
  return (
    <Form
      action={action}
      replace
      className="mb-4 flex flex-wrap items-end gap-2"
      key={JSON.stringify(filters)}
    >
      <label className="min-w-28 flex-[0_1_11rem] text-xs text-muted">
        {t('search')}
        <Input type="search" name="text" defaultValue={filters.text} placeholder={t('searchHint')} />
      </label>
      <label className="w-36 text-xs text-muted">
        {t('state')}
        <Select name="state" defaultValue={filters.state}>
          <option value="">{t('allStates')}</option>
          {FORMULA_STATES.map((state) => (
            <option key={state} value={state}>
              {states(state)}
            </option>
          ))}
        </Select>
      </label>
      {cells.length > 0 && (
        <label className="w-40 text-xs text-muted">
          {t('cell')}
          <Select name="cell" defaultValue={filters.cell}>
            <option value="">{t('allCells')}</option>
            {cells.map((cell) => (
              <option key={cell.key} value={cellParameter(cell.key)}>
                {cellValueNames(cell.values, axes).join(' · ') || common('noCategory')}
              </option>
            ))}
          </Select>
        </label>
      )}
      <label className="w-28 text-xs text-muted">
        {t('class')}
        <Input name="class" list="classes" defaultValue={filters.class} placeholder={t('classHint')} />
        <datalist id="classes">
          {classes.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <label className="w-36 text-xs text-muted">
        {t('flag')}
        <Select name="flag" defaultValue={filters.flag}>
          <option value="">{t('allFlags')}</option>
          <option value="any">{t('anyFlag')}</option>
          {FLAG_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {flags(kind)}
            </option>
          ))}
        </Select>
      </label>
      <span className="flex h-8 items-center">
        <Choice
          name="comments"
          value="open"
          defaultChecked={filters.comments === 'open'}
          label={t('openComments')}
        />
      </span>
      {filters.prediction && (
        <span className="flex h-8 items-center">
          <Choice name="prediction" value="failed" defaultChecked label={t('prediction')} />
        </span>
      )}
      <Button type="submit" keys="Enter">
        {t('filter')}
      </Button>
      {any && (
        <LinkButton href={action} look="quiet" icon={<X aria-hidden="true" className="size-4" />}>
          {t('clear')}
        </LinkButton>
      )}
    </Form>
  );
}
