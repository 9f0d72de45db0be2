import { Check } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { StateBar } from '@/components/formulas/state-bar';
import { quotaProgress } from '@/lib/domain/quotas';
import type { QuotaCell } from './matrix';
import { TargetInput, type SetTarget } from './target-input';

/** One cell: approved of target, and below it the bar of everything that is in it. */
export function QuotaCellView({
  cell,
  label,
  href,
  setTarget,
}: {
  cell: QuotaCell;
  label: string;
  /** The formulas behind the numbers. */
  href?: string | undefined;
  /** Absent for who may look only, and for sums. */
  setTarget?: SetTarget | undefined;
}) {
  const t = useTranslations('quotas');
  const format = useFormatter();
  const { approved, met } = quotaProgress(cell.target, cell.counts);
  const number = <span className="text-lg font-semibold tabular-nums">{format.number(approved)}</span>;
  return (
    <div className="flex min-w-32 flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline gap-1.5 text-sm">
        {href ? (
          <Link
            href={href}
            aria-label={`${t('openCell', { cell: label })}: ${approved}`}
            className="inline-block min-w-6 hover:underline"
          >
            {number}
          </Link>
        ) : (
          number
        )}
        {setTarget ? (
          <TargetInput label={label} values={cell.values} target={cell.target} setTarget={setTarget} />
        ) : (
          cell.target > 0 && (
            <span className="text-muted tabular-nums">{t('ofTarget', { target: cell.target })}</span>
          )
        )}
        {met && cell.target > 0 && (
          <Check aria-hidden="true" className="ml-auto size-4 self-center text-positive" />
        )}
      </div>
      {href ? (
        <Link href={href} tabIndex={-1} aria-hidden="true">
          <StateBar counts={cell.counts} target={cell.target} />
        </Link>
      ) : (
        <StateBar counts={cell.counts} target={cell.target} />
      )}
    </div>
  );
}
