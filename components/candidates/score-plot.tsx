import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { IntervalPlot, type IntervalMark } from '@/components/charts/interval-plot';
import type { Domain } from '@/components/charts/scale';
import type { CandidateStanding } from '@/lib/domain/candidate-numbers';

const SHARE = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** A candidate's main number with its interval, drawn beside the one in use on the same formulas. */
export function ScorePlot({
  standing,
  domain,
  project,
}: {
  standing: CandidateStanding;
  domain: Domain;
  project: string;
}) {
  const t = useTranslations('candidates.score');
  const splits = useTranslations('words.split');
  const format = useFormatter();
  const share = (value: number) => format.number(value, SHARE);
  const { own, inUse } = standing;
  const isBeside = inUse !== null && inUse.evaluationId !== own.evaluationId;
  const marks: IntervalMark[] = [
    ...(isBeside ? [{ series: 'a' as const, interval: inUse.value }] : []),
    { series: isBeside ? 'b' : 'a', interval: own.value },
  ];
  const range = t('range', { low: share(own.value.low), high: share(own.value.high) });
  return (
    <div className="grid grid-cols-[3.5rem_minmax(7rem,1fr)] items-center gap-x-3">
      <span className="text-right font-semibold tabular-nums">{share(own.value.value)}</span>
      <IntervalPlot
        marks={marks}
        domain={domain}
        label={
          isBeside
            ? t('beside', { value: share(own.value.value), range, inUse: share(inUse.value.value) })
            : t('alone', { value: share(own.value.value), range })
        }
      />
      <span className="col-start-2 text-xs text-muted" title={range}>
        <Link
          href={`/p/${project}/evaluations/${own.evaluationId}`}
          className="hover:text-ink hover:underline"
        >
          {t('measured', { snapshot: own.snapshot.name, split: splits(own.split), count: own.formulas })}
        </Link>
        {own.leaked && <span className="ml-2 text-warning">{t('leaked')}</span>}
      </span>
    </div>
  );
}
