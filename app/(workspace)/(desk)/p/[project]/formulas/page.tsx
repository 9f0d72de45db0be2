import { Images, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { Filters } from '@/components/formulas/filters';
import { Gallery } from '@/components/formulas/gallery';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { listCells } from '@/lib/server/projects/list-cells';
import { listFormulas } from '@/lib/server/formulas/list-formulas';
import { loadMore } from './actions';
import { filtersOf, listInput } from './query';

type Props = ProjectParams & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return projectTitle((await params).project, 'formulas');
}

export default async function FormulasPage({ params, searchParams }: Props) {
  const { project: slug } = await params;
  const filters = filtersOf(await searchParams);
  const project = await loadProject(slug);
  const seesAny = project.actions.includes('formula.see_any');
  const { cells } = project.actions.includes('quota.see')
    ? await load((actor) => listCells(actor, { project: slug }))
    : { cells: [] };
  const query = { project: slug, ...listInput(filters, new Map(cells.map(({ key, id }) => [key, id]))) };
  const first = await load((actor) => listFormulas(actor, query));
  const filtered = Object.values(filters).some(Boolean);
  const t = await getTranslations('formulas');
  const common = await getTranslations('common');
  const base = `/p/${slug}`;

  const empty = filtered ? (
    <EmptyState
      icon={<SearchX />}
      title={t('noMatch.title')}
      action={<LinkButton href={`${base}/formulas`}>{t('clear')}</LinkButton>}
    >
      {t('noMatch.text')}
    </EmptyState>
  ) : project.actions.includes('formula.import') ? (
    <EmptyState
      icon={<Images />}
      title={t('empty.title')}
      action={
        <LinkButton look="primary" href={`${base}/import`}>
          {t('empty.action')}
        </LinkButton>
      }
    >
      {t('empty.text')}
    </EmptyState>
  ) : (
    <EmptyState
      icon={<Images />}
      title={t('emptyOwn.title')}
      action={
        <LinkButton look="primary" href={`${base}/work`} prefetch={false}>
          {t('emptyOwn.action')}
        </LinkButton>
      }
    >
      {t('emptyOwn.text')}
    </EmptyState>
  );

  return (
    <>
      <PageHeader
        title={
          <>
            {t('title')}{' '}
            {first.total !== null && (
              <span className="text-base font-normal text-muted">
                {common('formulaCount', { count: first.total })}
              </span>
            )}
          </>
        }
        description={seesAny ? t('description') : t('descriptionOwn')}
      />
      <Filters
        filters={filters}
        action={`${base}/formulas`}
        cells={cells}
        axes={project.axes}
        classes={project.classes}
      />
      {first.items.length === 0 ? (
        <Panel>{empty}</Panel>
      ) : (
        <Gallery
          key={JSON.stringify(filters)}
          first={first}
          axes={project.axes}
          project={slug}
          loadMore={loadMore.bind(null, query)}
        />
      )}
    </>
  );
}
