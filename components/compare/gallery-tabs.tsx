import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { OUTCOMES, WHO, type OutcomeCounts, type Who } from '@/lib/domain/evaluations';
import type { GalleryView } from './gallery-view';

const CHOICE = 'rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap';
const ON = 'bg-accent-soft text-on-accent-soft';
const OFF = 'text-muted hover:bg-sunken hover:text-ink';

/** In what, and who is right: two rows of choices, each with how many formulas it holds. */
export function GalleryTabs({
  view,
  counts,
  onChange,
}: {
  view: GalleryView;
  counts: OutcomeCounts;
  onChange: (view: GalleryView) => void;
}) {
  const t = useTranslations('compare.gallery');
  const outcomes = useTranslations('compare.outcome');
  const apart = (outcome: GalleryView['outcome']) => counts[outcome].a + counts[outcome].b;
  return (
    <div className="flex flex-col gap-1 border-b border-line px-3 py-2">
      <div role="group" aria-label={t('stage')} className="flex flex-wrap gap-1">
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={view.outcome === outcome}
            onClick={() => onChange({ ...view, outcome })}
            className={cx(CHOICE, view.outcome === outcome ? ON : OFF)}
          >
            {outcomes(outcome)}{' '}
            <span className="text-xs font-normal tabular-nums" title={t('apart')}>
              {apart(outcome)}
            </span>
          </button>
        ))}
      </div>
      <div role="group" aria-label={t('who')} className="flex flex-wrap gap-1">
        {WHO.map((who: Who) => (
          <button
            key={who}
            type="button"
            aria-pressed={view.who === who}
            onClick={() => onChange({ ...view, who })}
            className={cx(CHOICE, view.who === who ? ON : OFF)}
          >
            {t(`whoIs.${who}`)}{' '}
            <span className="text-xs font-normal tabular-nums">{counts[view.outcome][who]}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
