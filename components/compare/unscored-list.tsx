import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { FailureText } from '@/components/ui/failure-text';
import type { Failure } from '@/lib/domain/failure';

/** Formulas that could not be scored, each with the reason; of a comparison, which side it was. */
export function UnscoredList({
  formulas,
  project,
}: {
  formulas: readonly { formulaId: string; name: string; reasons: { side?: 'A' | 'B'; reason: Failure }[] }[];
  project: string;
}) {
  const t = useTranslations('compare.unscored');
  if (formulas.length === 0) return <p className="p-4 text-sm text-muted">{t('none')}</p>;
  return (
    <ul className="max-h-96 divide-y divide-line/60 overflow-y-auto">
      {formulas.map(({ formulaId, name, reasons }) => (
        <li key={formulaId} className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 py-1.5 text-sm">
          <Link
            href={`/p/${project}/formulas/${formulaId}`}
            prefetch={false}
            className="w-56 truncate font-medium hover:underline"
          >
            {name}
          </Link>
          <ul className="min-w-0 flex-1 text-muted">
            {reasons.map(({ side, reason }) => (
              <li key={side ?? ''}>
                {side && <span className="font-semibold text-ink">{side} </span>}
                <FailureText failure={reason} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
