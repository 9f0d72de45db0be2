import { CircleOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import type { CandidateRow } from '@/lib/domain/candidate';
import type { CandidateStanding } from '@/lib/domain/candidate-numbers';
import { releaseBefore } from '@/lib/domain/release/history';
import type { ReleaseRow } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';
import type { ReleaseCalls } from './release-calls';
import { CandidateTable } from './candidate-table';
import { InUse } from './in-use';
import { Rollback, type RollbackCall } from './rollback';

/** What a roll-back would lead to, as `name@version`; null when there is nothing to take back. */
function previousOf(releases: readonly ReleaseRow[], candidates: readonly CandidateRow[]): string | null {
  const before = releaseBefore(
    releases.map(({ candidate, rollback }) => ({ candidateId: candidate.id, rollback })),
  );
  if (before === undefined) return null;
  const shipped = candidates.find((candidate) => candidate.shipped);
  const row = before === null ? shipped : candidates.find(({ id }) => id === before);
  return row ? `${row.name}@${row.version}` : null;
}

/** A stage: what it uses, and everything that it could use. */
export function StagePanel({
  stage,
  candidates,
  standings,
  releases,
  project,
  calls,
}: {
  stage: Stage;
  candidates: CandidateRow[];
  standings: Record<string, CandidateStanding>;
  /** Of this stage, newest first. */
  releases: ReleaseRow[];
  project: string;
  calls: (ReleaseCalls & { rollback: RollbackCall }) | null;
}) {
  const t = useTranslations('candidates');
  const stages = useTranslations('words.stageModel');
  const does = useTranslations('words.stageDoes');
  const used = candidates.find(({ released }) => released);
  const previous = previousOf(releases, candidates);
  return (
    <Panel
      title={stages(stage)}
      hint={does(stage)}
      flush
      action={
        calls &&
        used &&
        previous !== null && (
          <Rollback
            stage={stage}
            from={`${used.name}@${used.version}`}
            to={previous}
            project={project}
            rollback={calls.rollback}
          />
        )
      }
    >
      {used ? (
        <InUse candidate={used} release={releases[0] ?? null} project={project} />
      ) : (
        <EmptyState icon={<CircleOff />} title={t('missing.title')}>
          {t('missing.text')}
        </EmptyState>
      )}
      {candidates.length > 0 && (
        <CandidateTable candidates={candidates} standings={standings} project={project} calls={calls} />
      )}
    </Panel>
  );
}
