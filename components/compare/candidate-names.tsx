import { useTranslations } from 'next-intl';
import type { EvaluatedCandidate } from '@/lib/domain/evaluations';
import type { Stage } from '@/lib/domain/stages';

/** name@version of each stage. */
export const namesByStage = (candidates: readonly EvaluatedCandidate[]): Partial<Record<Stage, string>> =>
  Object.fromEntries(candidates.map(({ stage, name, version }) => [stage, `${name}@${version}`]));

/** The four candidates of an evaluation; those that differ from the other side's stand out. */
export function CandidateNames({
  candidates,
  unlike = [],
}: {
  candidates: readonly EvaluatedCandidate[];
  /** Ids of what the other side uses. */
  unlike?: readonly string[];
}) {
  const t = useTranslations('words.stageModel');
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-muted">
      {candidates.map(({ id, stage, name, version }) => (
        <li key={stage}>
          {t(stage)}{' '}
          <span className={unlike.length > 0 && !unlike.includes(id) ? 'font-semibold text-ink' : 'text-ink'}>
            {name}
            <span className="text-muted">@{version}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
