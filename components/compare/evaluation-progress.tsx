import { useTranslations } from 'next-intl';
import { Progress } from '@/components/ui/bar';
import { useFailureText } from '@/components/ui/failure-text';
import type { EvaluationReason } from '@/lib/domain/evaluation-reasons';
import type { EvaluationRow } from '@/lib/domain/evaluations';
import { StatusBadge } from './status-badge';

/** Is it still to change by itself? */
export const isOpen = ({ status }: Pick<EvaluationRow, 'status'>) =>
  status === 'queued' || status === 'running';

/** Status, how far it is, and why it ended when it did not end well. */
export function EvaluationProgress({ evaluation }: { evaluation: EvaluationRow }) {
  const t = useTranslations('compare.progress');
  const failureText = useFailureText();
  const { status, error, reason, progress } = evaluation;
  const why = (given: EvaluationReason) => {
    if (given.code === 'cancelled') return t('cancelledBy', { name: given.by });
    if (given.code === 'failed') return failureText(given.failure);
    const { first } = given;
    return first
      ? t('noneScoredFirst', { name: first.name, reason: failureText(first.failure) })
      : t('noneScored');
  };
  const done = progress.scored + progress.unscored;
  return (
    <div className="flex min-w-32 flex-col gap-1" data-evaluation-status={status}>
      <span className="flex items-center gap-2">
        <StatusBadge status={status} />
        {status !== 'done' && (
          <span className="text-xs whitespace-nowrap text-muted tabular-nums">
            {t('of', { done, total: progress.total })}
          </span>
        )}
      </span>
      {isOpen(evaluation) && (
        <Progress value={status === 'queued' ? 0 : done / Math.max(1, progress.total)} label={t('label')} />
      )}
      {progress.unscored > 0 && (
        <span className="text-xs text-warning">{t('unscored', { count: progress.unscored })}</span>
      )}
      {reason && (
        <span className="text-xs text-muted" title={error ?? undefined}>
          {why(reason)}
        </span>
      )}
    </div>
  );
}
