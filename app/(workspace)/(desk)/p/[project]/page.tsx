import { FileInput } from 'lucide-react';
import type { Metadata } from 'next';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { AnnotatorHome } from '@/components/home/annotator-home';
import { Mentions } from '@/components/home/mentions';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { requireActor } from '@/lib/auth/actor';
import { totalCount } from '@/lib/domain/quotas';
import { startOfDay } from '@/lib/i18n/day';
import { listFormulas } from '@/lib/server/formulas/list-formulas';
import { myDay } from '@/lib/server/formulas/my-day';
import { listMentions } from '@/lib/server/talk/mentions';
import { markSeen } from './actions';
import { EngineerOverview, LeadOverview } from './overview';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'overview');
}

/** The home of a project: for each role of the person its own part, the most pressing first. */
export default async function OverviewPage({ params }: ProjectParams) {
  const { project: slug } = await params;
  const actor = await requireActor();
  const project = await loadProject(slug);
  const since = startOfDay(new Date(), await getTimeZone());
  const day = await load((who) => myDay(who, { project: slug, since }));
  const mentions = await load((who) => listMentions(who, { project: slug, unseen: true, limit: 20 }));
  const may = (action: (typeof project.actions)[number]) => project.actions.includes(action);
  const t = await getTranslations('home');
  // Who sees every formula would see everybody's desk here.
  const annotates = may('formula.annotate');
  const own =
    annotates && !may('formula.see_any')
      ? await load((who) =>
          listFormulas(who, { project: slug, states: ['sent_back', 'in_progress'], limit: 8 }),
        )
      : null;
  const isEmpty = totalCount(day.counts) === 0;

  return (
    <>
      <PageHeader title={project.name} description={t('greeting', { name: actor.name })} />
      {isEmpty ? (
        <Panel>
          <EmptyState
            icon={<FileInput />}
            title={t('empty.title')}
            action={
              may('formula.import') && (
                <>
                  <LinkButton look="primary" href={`/p/${slug}/import`}>
                    {t('empty.import')}
                  </LinkButton>
                  {may('quota.edit') && (
                    <LinkButton href={`/p/${slug}/settings/categories`}>{t('empty.categories')}</LinkButton>
                  )}
                </>
              )
            }
          >
            {may('formula.import') ? t('empty.text') : t('empty.textAnnotator')}
          </EmptyState>
        </Panel>
      ) : (
        <div className="flex flex-col gap-4">
          <Mentions project={slug} mentions={mentions} markSeen={markSeen.bind(null, slug)} />
          {may('formula.review') && <LeadOverview project={project} />}
          {annotates && (
            <AnnotatorHome
              project={slug}
              waiting={day.waiting}
              day={day}
              desk={own?.items ?? []}
              quiet={may('formula.review')}
            />
          )}
          {may('candidate.see') && <EngineerOverview project={project} />}
          {project.guidelines && (
            <Panel title={t('guidelines')}>
              <p className="max-w-prose text-sm whitespace-pre-wrap">{project.guidelines}</p>
            </Panel>
          )}
        </div>
      )}
    </>
  );
}
