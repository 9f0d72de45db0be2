import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { SeriesMark } from '@/components/charts/series';
import type { EvaluationRow } from '@/lib/domain/evaluations';
import { CandidateNames } from './candidate-names';

/** One side of a comparison: which evaluation it is, and its candidates; those the other side has not stand out. */
export function EvaluationHead({
  side,
  evaluation,
  other,
}: {
  side: 'a' | 'b';
  evaluation: EvaluationRow;
  other: EvaluationRow;
}) {
  const t = useTranslations('compare.list');
  const format = useFormatter();
  return (
    <section className="rounded-lg border border-line bg-raised px-4 py-3 shadow-panel">
      <h2 className="flex items-center gap-2 text-sm font-semibold">
        <SeriesMark series={side} />
        {side.toUpperCase()}
        <Link
          href={`/p/${evaluation.project}/evaluations/${evaluation.id}`}
          className="font-normal text-accent hover:underline"
        >
          {format.dateTime(new Date(evaluation.createdAt), 'moment')}
        </Link>
        <span className="text-xs font-normal text-muted">{t('by', { name: evaluation.by })}</span>
      </h2>
      <div className="mt-1.5">
        <CandidateNames candidates={evaluation.candidates} unlike={other.candidates.map(({ id }) => id)} />
      </div>
    </section>
  );
}
