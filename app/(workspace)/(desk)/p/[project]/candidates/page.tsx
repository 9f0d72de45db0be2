import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle } from '@/app/_shared/load';
import { ReleaseHistory } from '@/components/candidates/release-history';
import { StagePanel } from '@/components/candidates/stage-panel';
import { UploadPanel } from '@/components/candidates/upload-panel';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { TakesFocus } from '@/components/ui/takes-focus';
import { STAGES } from '@/lib/domain/stages';
import { listReleases } from '@/lib/server/candidates/list-releases';
import { preannotationProgress } from '@/lib/server/predictions/preannotate';
import { listCandidates } from '@/lib/server/candidates/list';
import { listCandidateNumbers } from '@/lib/server/evaluations/candidate-numbers';
import { guard, release, rollback } from './actions';

interface CandidatesParams {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ released?: string | string[] }>;
}

export async function generateMetadata({ params }: CandidatesParams): Promise<Metadata> {
  return projectTitle((await params).project, 'candidates');
}

export default async function CandidatesPage({ params, searchParams }: CandidatesParams) {
  const { project: slug } = await params;
  const query = await searchParams;
  const [candidates, releases, standings, { waiting }] = await load((actor) =>
    Promise.all([
      listCandidates(actor, { project: slug }),
      listReleases(actor, { project: slug }),
      listCandidateNumbers(actor, { project: slug }),
      preannotationProgress(actor, { project: slug }),
    ]),
  );
  const { actions } = await loadProject(slug);
  const calls = actions.includes('candidate.release')
    ? {
        guard: guard.bind(null, slug),
        release: release.bind(null, slug),
        rollback: rollback.bind(null, slug),
      }
    : null;
  // Said of what the history has, so that an address alone says nothing, and a roll back is called one.
  const latest = releases.find(({ stage, inUse }) => inUse && stage === query.released);
  const t = await getTranslations('candidates');
  const stages = await getTranslations('words.stageModel');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="flex flex-col gap-4">
        {latest && (
          <TakesFocus key={latest.id}>
            <Notice tone="positive">
              {t(latest.rollback ? 'rolledBack' : 'released', {
                stage: stages(latest.stage),
                count: waiting,
              })}
            </Notice>
          </TakesFocus>
        )}
        {STAGES.map((stage) => (
          <StagePanel
            key={stage}
            stage={stage}
            candidates={candidates.filter((candidate) => candidate.stage === stage)}
            standings={standings}
            releases={releases.filter((row) => row.stage === stage)}
            project={slug}
            calls={calls}
          />
        ))}
        {actions.includes('candidate.add') && <UploadPanel project={slug} />}
        {releases.length > 0 && (
          <Panel title={t('history.title')} hint={t('history.hint')} flush>
            <ReleaseHistory releases={releases} project={slug} />
          </Panel>
        )}
      </div>
    </>
  );
}
