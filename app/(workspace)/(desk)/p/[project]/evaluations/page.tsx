import { Gauge } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { EvaluationList } from '@/components/compare/evaluation-list';
import { StartForm } from '@/components/compare/start-form';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { listCandidates } from '@/lib/server/candidates/list';
import { listEvaluations } from '@/lib/server/evaluations/list';
import { listSnapshots } from '@/lib/server/snapshots/list-snapshots';
import { cancel, start } from './actions';

type Props = ProjectParams & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'evaluations');
}

/** `?recognizer=<id>`: candidates that a link has chosen for the form. */
function presetOf(query: Record<string, string | string[] | undefined>): Partial<Record<Stage, string>> {
  return Object.fromEntries(
    STAGES.flatMap((stage) => (typeof query[stage] === 'string' ? [[stage, query[stage]]] : [])),
  );
}

export default async function EvaluationsPage({ params, searchParams }: Props) {
  const { project: slug } = await params;
  const evaluations = await load((actor) => listEvaluations(actor, { project: slug }));
  const mayRun = (await loadProject(slug)).actions.includes('evaluation.run');
  const t = await getTranslations('compare');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="flex flex-col gap-4">
        {mayRun && (
          <Panel title={t('start.title')} hint={t('start.hint')}>
            <Start slug={slug} preset={presetOf(await searchParams)} />
          </Panel>
        )}
        <Panel flush>
          {evaluations.length === 0 ? (
            <EmptyState icon={<Gauge />} title={t('empty.title')}>
              {t('empty.text')}
            </EmptyState>
          ) : (
            <EvaluationList
              evaluations={evaluations}
              project={slug}
              cancel={mayRun ? cancel.bind(null, slug) : undefined}
            />
          )}
        </Panel>
      </div>
    </>
  );
}

/** The form, or what has to be there first. */
async function Start({ slug, preset }: { slug: string; preset: Partial<Record<Stage, string>> }) {
  const snapshots = await load((actor) => listSnapshots(actor, { project: slug }));
  const candidates = await load((actor) => listCandidates(actor, { project: slug }));
  const t = await getTranslations('compare.start');
  if (snapshots.length === 0) {
    return (
      <div className="flex flex-col items-start gap-3 text-sm text-muted">
        <p>{t('noSnapshot')}</p>
        <LinkButton href={`/p/${slug}/snapshots`}>{t('toSnapshots')}</LinkButton>
      </div>
    );
  }
  return (
    <StartForm
      action={start.bind(null, slug)}
      snapshots={snapshots.map(({ id, name, counts }) => ({ id, name, counts }))}
      candidates={candidates.map(({ id, stage, name, version, released }) => ({
        id,
        stage,
        name,
        version,
        released,
      }))}
      preset={preset}
    />
  );
}
