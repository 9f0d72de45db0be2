import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { load, loadProject } from '@/app/_shared/load';
import { CancelButton } from '@/components/compare/cancel-button';
import { CandidateNames } from '@/components/compare/candidate-names';
import { EvaluationDetail } from '@/components/compare/evaluation-detail';
import { EvaluationProgress, isOpen } from '@/components/compare/evaluation-progress';
import { LeakNotice } from '@/components/compare/leak-notice';
import { RefreshWhile } from '@/components/compare/refresh-while';
import { UnscoredList } from '@/components/compare/unscored-list';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { showEvaluation } from '@/lib/server/evaluations/show';
import { cancel } from '../actions';

type Props = { params: Promise<{ project: string; evaluation: string }> };

async function loadEvaluation({ params }: Props) {
  const { project, evaluation: id } = await params;
  const evaluation = await load((actor) => showEvaluation(actor, { id }));
  if (evaluation.project !== project) notFound();
  return evaluation;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { snapshot } = await loadEvaluation(props);
  const t = await getTranslations('compare');
  return { title: `${t('one')} · ${snapshot.name}` };
}

export default async function EvaluationPage(props: Props) {
  const evaluation = await loadEvaluation(props);
  const { id, project: slug, snapshot, split, leaks, candidates, summary, unscored } = evaluation;
  const { axes, actions } = await loadProject(slug);
  const t = await getTranslations('compare');
  const splits = await getTranslations('words.split');
  const format = await getFormatter();
  const made = format.dateTime(new Date(evaluation.createdAt), 'moment');
  const open = isOpen(evaluation);
  return (
    <>
      <RefreshWhile active={open} />
      <PageHeader
        title={`${snapshot.name} · ${splits(split)}`}
        description={`${made} · ${t('list.by', { name: evaluation.by })}`}
        actions={
          <>
            {open && actions.includes('evaluation.run') && (
              <CancelButton action={cancel.bind(null, slug, id)} />
            )}
            <LinkButton href={`/p/${slug}/evaluations`}>{t('all')}</LinkButton>
          </>
        }
      />
      <div className="mb-4 flex flex-col gap-3">
        <CandidateNames candidates={candidates} />
        <LeakNotice leaks={leaks} />
        {!summary && (
          <Panel>
            <EvaluationProgress evaluation={evaluation} />
            {open && <p className="mt-2 text-sm text-muted">{t('progress.leave')}</p>}
          </Panel>
        )}
      </div>
      {summary ? (
        <EvaluationDetail evaluation={evaluation} summary={summary} axes={axes} />
      ) : (
        unscored.length > 0 && (
          <Panel title={t('section.unscored')} hint={t('unscored.hint')} flush>
            <UnscoredList
              project={slug}
              formulas={unscored.map(({ reason, ...formula }) => ({ ...formula, reasons: [{ reason }] }))}
            />
          </Panel>
        )
      )}
    </>
  );
}
