import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { load, loadProject } from '@/app/_shared/load';
import { CandidateActions } from '@/components/candidates/candidate-actions';
import { Contract, Origin } from '@/components/candidates/card-facts';
import { DownloadCard } from '@/components/candidates/download-card';
import { EvaluationList } from '@/components/candidates/evaluation-list';
import { Measurements } from '@/components/candidates/measurements';
import { ReleaseHistory } from '@/components/candidates/release-history';
import { VariantList } from '@/components/candidates/variant-list';
import { Badge } from '@/components/ui/badge';
import { buttonClass, LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { listReleases } from '@/lib/server/candidates/list-releases';
import { showCandidate } from '@/lib/server/candidates/show';
import { listCandidateNumbers } from '@/lib/server/evaluations/candidate-numbers';
import { listEvaluations } from '@/lib/server/evaluations/list';
import { guard, release } from '../actions';

interface CandidateParams {
  params: Promise<{ project: string; candidate: string }>;
}

const show = cache((project: string, id: string) => load((actor) => showCandidate(actor, { id, project })));

export async function generateMetadata({ params }: CandidateParams): Promise<Metadata> {
  const { project, candidate: id } = await params;
  const { name, version } = await show(project, id);
  return { title: `${name} ${version} · ${(await loadProject(project)).name}` };
}

export default async function CandidatePage({ params }: CandidateParams) {
  const { project: slug, candidate: id } = await params;
  const candidate = await show(slug, id);
  const [releases, evaluations, standings] = await load((actor) =>
    Promise.all([
      listReleases(actor, { project: slug }),
      listEvaluations(actor, { project: slug }),
      listCandidateNumbers(actor, { project: slug }),
    ]),
  );
  const own = evaluations.filter(({ candidates }) => candidates.some((one) => one.id === id));
  const released = releases.filter((row) => row.candidate.id === id);
  const { actions } = await loadProject(slug);
  const calls = actions.includes('candidate.release')
    ? { guard: guard.bind(null, slug), release: release.bind(null, slug) }
    : null;
  const t = await getTranslations('candidates');
  const stages = await getTranslations('words.stageModel');
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {candidate.name} <span className="font-normal text-muted tabular-nums">{candidate.version}</span>
            {candidate.released && <Badge tone="positive">{t('inUse')}</Badge>}
            {candidate.shipped && <Badge>{t('shipped')}</Badge>}
            {candidate.variant && <Badge>{candidate.variant}</Badge>}
          </span>
        }
        description={stages(candidate.stage)}
        actions={
          <>
            {candidate.kind === 'onnx' && (
              <a href={`/api/v1/candidates/${id}/model`} download className={buttonClass()}>
                <Download aria-hidden="true" className="size-4" />
                model.onnx
              </a>
            )}
            <DownloadCard card={candidate.fullCard} />
            <CandidateActions
              candidate={candidate}
              standing={standings[id] ?? null}
              project={slug}
              calls={calls}
              size="medium"
            />
            <LinkButton href={`/p/${slug}/candidates`}>{t('detail.all')}</LinkButton>
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Origin candidate={candidate} project={slug} />
          {candidate.variants.length > 0 && (
            <Panel title={t('detail.variants')} hint={t('detail.variantsHint')}>
              <VariantList candidate={candidate} project={slug} />
            </Panel>
          )}
          <Contract candidate={candidate} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={t('detail.evaluations')} hint={t('detail.evaluationsHint')} flush>
            {own.length > 0 ? (
              <EvaluationList evaluations={own} project={slug} />
            ) : (
              <p className="p-4 text-sm text-muted">{t('detail.noEvaluations')}</p>
            )}
          </Panel>
          <Panel title={t('metrics')} hint={t('detail.metricsHint')}>
            {candidate.card.measurements.length > 0 ? (
              <Measurements stage={candidate.stage} measurements={candidate.card.measurements} />
            ) : (
              <p className="text-sm text-muted">{t('noMetrics')}</p>
            )}
          </Panel>
          {released.length > 0 && (
            <Panel title={t('history.title')} flush>
              <ReleaseHistory releases={released} project={slug} />
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}
