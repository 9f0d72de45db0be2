import { ClipboardCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { ReviewTable } from '@/components/review/review-table';
import { SkippedList } from '@/components/review/skipped-list';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { listFormulas } from '@/lib/server/formulas/list-formulas';
import { giveBack } from './actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'review');
}

export default async function ReviewPage({ params }: ProjectParams) {
  const { project: slug } = await params;
  const project = await loadProject(slug);
  if (!project.actions.includes('formula.review')) notFound();
  const { items, total } = await load((actor) =>
    listFormulas(actor, { project: slug, states: ['submitted'], order: 'oldest', limit: 100 }),
  );
  const skipped = await load((actor) =>
    listFormulas(actor, { project: slug, states: ['skipped'], limit: 100 }),
  );
  const [first] = items;
  const t = await getTranslations('review');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          first && (
            <>
              <span className="text-sm text-muted">{t('waiting', { count: total ?? items.length })}</span>
              <LinkButton
                look="primary"
                autoFocus
                keys="Enter"
                href={`/p/${slug}/formulas/${first.id}`}
                prefetch={false}
              >
                {t('start')}
              </LinkButton>
            </>
          )
        }
      />
      <Panel flush>
        {first ? (
          <ReviewTable formulas={items} axes={project.axes} project={slug} />
        ) : (
          <EmptyState
            icon={<ClipboardCheck />}
            title={t('empty.title')}
            action={<LinkButton href={`/p/${slug}/formulas`}>{t('empty.action')}</LinkButton>}
          >
            {t('empty.text')}
          </EmptyState>
        )}
      </Panel>
      {skipped.items.length > 0 && (
        <Panel
          title={`${t('skipped')} · ${skipped.total ?? skipped.items.length}`}
          hint={t('skippedHint')}
          flush
          className="mt-4"
        >
          <SkippedList formulas={skipped.items} project={slug} giveBack={giveBack.bind(null, slug)} />
        </Panel>
      )}
    </>
  );
}
