import { ClipboardCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { FlaggedList } from '@/components/review/flagged-list';
import { ReviewTable } from '@/components/review/review-table';
import { SkippedList } from '@/components/review/skipped-list';
import { buttonClass, LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { FLAG_KINDS, FlagKindSchema } from '@/lib/domain/flags';
import { listFormulas } from '@/lib/server/formulas/list-formulas';
import Link from 'next/link';
import { clearFlags, giveBack } from './actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'review');
}

type Props = ProjectParams & { searchParams: Promise<{ flag?: string | string[] }> };

export default async function ReviewPage({ params, searchParams }: Props) {
  const { project: slug } = await params;
  const flag = FlagKindSchema.safeParse((await searchParams).flag).data ?? 'any';
  const project = await loadProject(slug);
  if (!project.actions.includes('formula.review')) notFound();
  const { items, total } = await load((actor) =>
    listFormulas(actor, { project: slug, states: ['submitted'], order: 'oldest', limit: 100 }),
  );
  const flagged = await load((actor) =>
    listFormulas(actor, { project: slug, flag, order: 'oldest', limit: 100 }),
  );
  const skipped = await load((actor) =>
    listFormulas(actor, { project: slug, states: ['skipped'], flag: 'none', limit: 100 }),
  );
  const [first] = items;
  const t = await getTranslations('review');
  const flagNames = await getTranslations('words.flag');
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
      {(flagged.items.length > 0 || flag !== 'any') && (
        <Panel
          title={
            <span id="flagged">
              {t('flagged')} · {flagged.total ?? flagged.items.length}
            </span>
          }
          hint={t('flaggedHint')}
          flush
          className="mt-4"
          action={
            <nav aria-label={t('flagKinds')} className="flex gap-1">
              {(['any', ...FLAG_KINDS] as const).map((kind) => (
                <Link
                  key={kind}
                  href={
                    kind === 'any' ? `/p/${slug}/review#flagged` : `/p/${slug}/review?flag=${kind}#flagged`
                  }
                  aria-current={kind === flag ? 'true' : undefined}
                  className={buttonClass(kind === flag ? 'secondary' : 'quiet', 'small')}
                >
                  {kind === 'any' ? t('allFlags') : flagNames(kind)}
                </Link>
              ))}
            </nav>
          }
        >
          {flagged.items.length > 0 ? (
            <FlaggedList
              formulas={flagged.items}
              project={slug}
              giveBack={giveBack.bind(null, slug)}
              clear={clearFlags.bind(null, slug)}
            />
          ) : (
            <p className="p-4 text-sm text-muted">{t('noFlags')}</p>
          )}
        </Panel>
      )}
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
