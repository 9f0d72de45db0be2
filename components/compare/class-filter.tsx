'use client';
import { useTranslations } from 'next-intl';
import { Input, Select } from '@/components/ui/input';
import { CLASS_HEADS, type ClassHead } from '@/lib/domain/comparison/types';

/** Of which precision, recall and F1 there is one a class. */
export const MEASURES = ['recall', 'precision', 'f1'] as const;
export type Measure = (typeof MEASURES)[number];

export interface ClassView {
  head: ClassHead;
  measure: Measure;
  text: string;
}

/** What the table of classes shows: whose class, which measure, which classes. */
export function ClassFilter({
  view,
  onChange,
  heads,
}: {
  view: ClassView;
  onChange: (view: ClassView) => void;
  /** Relations have one head only. */
  heads: boolean;
}) {
  const t = useTranslations('compare.classes');
  return (
    <div className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-2">
      {heads && (
        <label className="w-60 text-xs text-muted">
          {t('head')}
          <Select
            value={view.head}
            onChange={(event) => {
              const head = CLASS_HEADS.find((one) => one === event.currentTarget.value);
              if (head) onChange({ ...view, head });
            }}
          >
            {CLASS_HEADS.map((head) => (
              <option key={head} value={head}>
                {t(`heads.${head}`)}
              </option>
            ))}
          </Select>
        </label>
      )}
      <label className="w-36 text-xs text-muted">
        {t('measure')}
        <Select
          value={view.measure}
          onChange={(event) => {
            const measure = MEASURES.find((one) => one === event.currentTarget.value);
            if (measure) onChange({ ...view, measure });
          }}
        >
          {MEASURES.map((measure) => (
            <option key={measure} value={measure}>
              {t(`measures.${measure}`)}
            </option>
          ))}
        </Select>
      </label>
      {heads && (
        <label className="w-44 text-xs text-muted">
          {t('search')}
          <Input
            type="search"
            value={view.text}
            placeholder={t('searchHint')}
            onChange={(event) => onChange({ ...view, text: event.currentTarget.value })}
          />
        </label>
      )}
    </div>
  );
}
