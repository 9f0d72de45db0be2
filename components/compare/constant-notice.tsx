import { useTranslations } from 'next-intl';
import { SeriesMark } from '@/components/charts/series';
import { Notice } from '@/components/ui/notice';
import { constantLike, type MeasuredMetric } from './constant-predictor';
import { MetricName } from './metric-name';
import { useNumberText } from './number-text';

/**
 * Says at a glance that a candidate does no better than a predictor that looks at nothing: a majority class
 * must never look like skill. Nothing is shown when all do better.
 */
export function ConstantNotice({
  metrics,
  names,
  side,
}: {
  metrics: readonly MeasuredMetric[];
  /** name@version of the candidate of each stage. */
  names: Partial<Record<string, string>>;
  /** Of a comparison. */
  side?: 'a' | 'b';
}) {
  const t = useTranslations('compare.constant');
  const groups = useTranslations('compare.group');
  const text = useNumberText();
  return constantLike(metrics).map(({ group, metrics: exposed, all }) => {
    const candidate = group === 'endToEnd' ? groups('endToEnd') : `${groups(group)} ${names[group] ?? ''}`;
    return (
      <div key={group} data-constant-like={side ? `${side}-${group}` : group}>
        <Notice tone={all ? 'danger' : 'warning'}>
          <p className="flex flex-wrap items-center gap-1.5 font-medium">
            {side && (
              <>
                <SeriesMark series={side} />
                <span>{side.toUpperCase()} ·</span>
              </>
            )}
            <span>{t(all ? 'all' : 'some', { candidate })}</span>
          </p>
          <p>{t(`predictor.${group}`)}</p>
          <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-0.5">
            {exposed.map(({ key, value, baseline, unit }) => (
              <li key={key}>
                <MetricName name={key} />:{' '}
                <span className="tabular-nums">
                  {text.interval(value, unit)} · {t('baseline', { value: text.value(baseline, unit) })}
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      </div>
    );
  });
}
