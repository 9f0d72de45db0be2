import { Check } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { cellParameter } from '@/components/formulas/cell-address';
import { finishingDay } from './finishing-day';
import { CellName } from '@/components/formulas/cell-name';
import { StateBar, StateLegend } from '@/components/formulas/state-bar';
import { sum, type QuotaCell } from '@/components/quotas/matrix';
import type { ActionResult } from '@/components/ui/action-result';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { quotaProgress, type Axis } from '@/lib/domain/quotas';
import { RetryPredictions } from './retry-predictions';

type Decision = {
  key: 'review' | 'flagged' | 'skipped' | 'failed' | 'uncovered';
  count: number;
  href: string;
};

/** Progress and pace, what needs a decision, and the cells that lag. */
export function LeadHome({
  project,
  axes,
  cells,
  approvedLastWeek,
  failedPredictions,
  flagged,
  flaggedAndSkipped,
  retry,
  now,
}: {
  project: string;
  axes: Axis[];
  cells: QuotaCell[];
  approvedLastWeek: number;
  failedPredictions: number;
  /** Formulas with a flag that is not cleared, and those of them that are skipped as well. */
  flagged: number;
  flaggedAndSkipped: number;
  /** Sends formulas whose prediction failed to the models again. */
  retry: () => Promise<ActionResult<{ queued: number }>>;
  now: Date;
}) {
  const t = useTranslations('home.lead');
  const common = useTranslations('common');
  const format = useFormatter();
  const all = sum(cells, {});
  const progress = cells.map((cell) => ({ cell, ...quotaProgress(cell.target, cell.counts) }));
  const missing = progress.reduce((total, cell) => total + cell.missing, 0);
  const counted = progress.reduce((total, cell) => total + Math.min(cell.approved, cell.target), 0);
  const finish = finishingDay(missing, approvedLastWeek, now);
  const base = `/p/${project}`;
  const decisions: Decision[] = [
    { key: 'review', count: all.counts.submitted, href: `${base}/review` },
    { key: 'flagged', count: flagged, href: `${base}/review#flagged` },
    // What was skipped for a flag is counted with the flags.
    { key: 'skipped', count: all.counts.skipped - flaggedAndSkipped, href: `${base}/review` },
    { key: 'failed', count: failedPredictions, href: `${base}/formulas?prediction=failed` },
    {
      key: 'uncovered',
      count: progress.reduce((total, cell) => total + cell.uncovered, 0),
      href: `${base}/import`,
    },
  ];
  const open = decisions.filter(({ count }) => count > 0);
  const emptiest = progress
    .filter(({ target, met }) => target > 0 && !met)
    .sort((a, b) => b.missing / b.target - a.missing / a.target || b.missing - a.missing)
    .slice(0, 5);
  const actions = {
    review: t('reviewAction'),
    flagged: t('see'),
    skipped: t('see'),
    failed: t('see'),
    uncovered: t('import'),
  };

  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Panel title={t('progress')} className="lg:col-span-2">
        <div className="flex flex-col gap-3">
          <p className="flex flex-wrap items-baseline gap-x-6">
            {all.target > 0 ? (
              <span className="text-lg font-semibold tabular-nums">
                {t('towards', { approved: counted, target: all.target })}
              </span>
            ) : (
              <span>
                {t('noTargets')}{' '}
                <Link href={`${base}/quotas`} className="text-accent underline">
                  {t('setTargets')}
                </Link>
              </span>
            )}
            <span className="text-sm text-muted">
              {t('pace', { count: approvedLastWeek })}
              {finish && ` · ${t('finish', { date: finish })}`}
            </span>
          </p>
          <StateBar counts={all.counts} target={all.target} className="h-4" />
          <StateLegend counts={all.counts} href={(state) => `${base}/formulas?state=${state}`} />
        </div>
      </Panel>
      <Panel title={t('decisions')} flush>
        {open.length === 0 ? (
          <p className="flex items-center gap-2 p-4 text-sm text-muted">
            <Check aria-hidden="true" className="size-4 text-positive" />
            {t('nothing')}
          </p>
        ) : (
          <ul className="divide-y divide-line/60">
            {open.map(({ key, count, href }) => (
              <li key={key} className="flex items-center gap-3 px-4 py-2 text-sm">
                <span className="flex-1">{t(key, { count })}</span>
                {key === 'failed' && <RetryPredictions retry={retry} />}
                <LinkButton href={href} size="small" look={key === 'review' ? 'primary' : 'secondary'}>
                  {actions[key]}
                </LinkButton>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel
        title={t('emptiest')}
        flush
        action={
          <LinkButton href={`${base}/quotas`} size="small" look="quiet">
            {t('allQuotas')}
          </LinkButton>
        }
      >
        {emptiest.length === 0 ? (
          <p className="p-4 text-sm text-muted">{all.target > 0 ? t('nothing') : t('noTargets')}</p>
        ) : (
          <ul className="divide-y divide-line/60">
            {emptiest.map(({ cell, approved, target }) => (
              <li key={cell.key}>
                <Link
                  href={`${base}/formulas?cell=${encodeURIComponent(cellParameter(cell.key))}`}
                  className="grid grid-cols-[minmax(0,1fr)_8rem_5rem] items-center gap-3 px-4 py-2 text-sm hover:bg-sunken"
                >
                  <span className="truncate">
                    <CellName values={cell.values} axes={axes} />
                  </span>
                  <StateBar counts={cell.counts} target={target} />
                  <span
                    className="text-right text-muted tabular-nums"
                    title={common('ofTarget', { count: approved, target })}
                  >
                    {format.number(approved)} / {format.number(target)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
