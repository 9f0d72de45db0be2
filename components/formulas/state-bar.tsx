import { useFormatter, useTranslations } from 'next-intl';
import { StackedBar } from '@/components/ui/bar';
import { cx } from '@/components/ui/cx';
import { totalCount, type StateCounts } from '@/lib/domain/quotas';
import { STATE_BAR, STATE_ORDER } from './state-style';

/** Formulas by state as one bar; with a target the bar is as long as the larger of both. */
export function StateBar({
  counts,
  target = 0,
  className,
}: {
  counts: StateCounts;
  target?: number;
  className?: string;
}) {
  const t = useTranslations('words.state');
  const parts = STATE_ORDER.map((state) => ({
    key: state,
    value: counts[state],
    className: STATE_BAR[state],
    label: `${t(state)}: ${counts[state]}`,
  }));
  const label = parts.filter(({ value }) => value > 0).map((part) => part.label);
  return (
    <StackedBar
      parts={parts}
      of={Math.max(totalCount(counts), target)}
      target={target}
      label={label.join(', ') || '0'}
      className={className ?? ''}
    />
  );
}

/** What the parts of the bars mean, with how many there are. */
export function StateLegend({ counts, href }: { counts: StateCounts; href?: (state: string) => string }) {
  const t = useTranslations('words.state');
  const format = useFormatter();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {STATE_ORDER.map((state) => {
        const content = (
          <>
            <span aria-hidden="true" className={cx('size-3 rounded-[3px]', STATE_BAR[state])} />
            <span className="text-muted">{t(state)}</span>
            <span className="font-medium tabular-nums">{format.number(counts[state])}</span>
          </>
        );
        return (
          <li key={state}>
            {href ? (
              <a href={href(state)} className="flex items-center gap-1.5 hover:underline">
                {content}
              </a>
            ) : (
              <span className="flex items-center gap-1.5">{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
