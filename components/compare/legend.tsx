import { useTranslations } from 'next-intl';
import { SeriesMark } from '@/components/charts/series';

const LINES = {
  baseline: 'stroke-muted [stroke-dasharray:2_2]',
  aim: 'stroke-positive [stroke-width:2]',
} as const;

/** What the marks in the interval plots are. */
export function IntervalLegend({ sides }: { sides: boolean }) {
  const t = useTranslations('compare.metrics');
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
      {sides && (
        <li className="flex items-center gap-1">
          <SeriesMark series="a" />A <SeriesMark series="b" className="ml-1" />B
        </li>
      )}
      {(['baseline', 'aim'] as const).map((kind) => (
        <li key={kind} className="flex items-center gap-1">
          <svg aria-hidden="true" width="6" height="14">
            <line x1="3" x2="3" y1="0" y2="14" className={LINES[kind]} />
          </svg>
          {t(kind === 'baseline' ? 'constant' : 'aim')}
        </li>
      ))}
      <li>{t('intervals')}</li>
    </ul>
  );
}
