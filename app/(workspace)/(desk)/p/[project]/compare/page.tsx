import { ArrowLeftRight, GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { load, loadProject, type ProjectParams } from '@/app/_shared/load';
import { ComparisonDetail } from '@/components/compare/comparison-detail';
import { DisagreementGallery } from '@/components/compare/gallery';
import { OverviewTable } from '@/components/compare/overview-table';
import { compareHref } from '@/components/compare/selection';
import { writeChoice } from '@/components/debug/address';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import type { EvaluatedCandidate, EvaluationComparison } from '@/lib/domain/evaluations';
import { AppError } from '@/lib/errors';
import { compareEvaluations } from '@/lib/server/evaluations/compare';
import { listDisagreements } from '@/lib/server/evaluations/disagreements';
import { loadDisagreements } from './actions';
import { readQuery, type CompareQuery } from './query';

type Props = ProjectParams & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  const t = await getTranslations('compare');
  return { title: `${t('compareTitle')} · ${(await loadProject((await params).project)).name}` };
}

/** Every chosen evaluation against A, or the sentence that says why that cannot be. */
async function comparePairs({ a, others }: CompareQuery): Promise<EvaluationComparison[] | string> {
  try {
    return await load((actor) => Promise.all(others.map((b) => compareEvaluations(actor, { a, b }))));
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') return error.message;
    throw error;
  }
}

const chosen = (candidates: readonly EvaluatedCandidate[]) =>
  Object.fromEntries(candidates.map(({ stage, id }) => [stage, id]));

export default async function ComparePage({ params, searchParams }: Props) {
  const { project: slug } = await params;
  const { axes, actions } = await loadProject(slug);
  if (!actions.includes('evaluation.see')) notFound();
  const query = readQuery(await searchParams);
  const t = await getTranslations('compare');
  const splits = await getTranslations('words.split');
  const pairs = query && (await comparePairs(query));
  if (!query || !pairs || typeof pairs === 'string') {
    return (
      <>
        <PageHeader title={t('compareTitle')} />
        <Panel>
          <EmptyState
            icon={<GitCompareArrows />}
            title={t('nothing.title')}
            action={<LinkButton href={`/p/${slug}/evaluations`}>{t('all')}</LinkButton>}
          >
            {typeof pairs === 'string' ? pairs : t('nothing.text')}
          </EmptyState>
        </Panel>
      </>
    );
  }
  const pair = pairs.find(({ b }) => b.id === query.b);
  if (!pair || pairs.some(({ a, b }) => a.project !== slug || b.project !== slug)) notFound();
  const ids = { a: query.a, b: query.b };
  const first = await load((actor) =>
    listDisagreements(actor, { ...ids, stage: query.view.outcome, who: query.view.who }),
  );
  const swapped = compareHref(slug, [query.b, query.a, ...query.others.filter((id) => id !== query.b)]);
  return (
    <>
      <PageHeader
        title={t('compareTitle')}
        description={`${pair.a.snapshot.name} · ${splits(pair.a.split)}`}
        actions={
          <>
            <LinkButton
              href={swapped}
              prefetch={false}
              icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
            >
              {t('swap')}
            </LinkButton>
            <LinkButton href={`/p/${slug}/evaluations`}>{t('all')}</LinkButton>
          </>
        }
      />
      {pairs.length > 1 && (
        <div className="mb-4">
          <Panel title={t('overview.title')} hint={t('overview.hint')} flush>
            <OverviewTable
              pairs={pairs}
              chosen={query.b}
              href={(id) => `${compareHref(slug, [query.a, ...query.others])}&with=${id}`}
            />
          </Panel>
        </div>
      )}
      <ComparisonDetail
        key={`${ids.a} ${ids.b}`}
        pair={pair}
        axes={axes}
        gallery={
          <DisagreementGallery
            initial={query.view}
            first={first}
            counts={pair.outcomes}
            project={slug}
            debugQuery={writeChoice({ a: chosen(pair.a.candidates), b: chosen(pair.b.candidates) })}
            loadPage={loadDisagreements.bind(null, ids)}
          />
        }
      />
    </>
  );
}
