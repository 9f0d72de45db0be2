import { Boxes } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { CreateSnapshotForm } from '@/components/snapshots/create-form';
import { SnapshotTable } from '@/components/snapshots/snapshot-table';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { listSnapshots } from '@/lib/server/snapshots/list-snapshots';
import { myDay } from '@/lib/server/formulas/my-day';
import { create } from './actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'snapshots');
}

export default async function SnapshotsPage({ params }: ProjectParams) {
  const { project: slug } = await params;
  const snapshots = await load((actor) => listSnapshots(actor, { project: slug }));
  const mayCreate = (await loadProject(slug)).actions.includes('snapshot.create');
  const { counts } = await load((actor) => myDay(actor, { project: slug, since: new Date() }));
  const t = await getTranslations('snapshots');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <Panel flush>
          {snapshots.length === 0 ? (
            <EmptyState icon={<Boxes />} title={t('empty.title')}>
              {t('empty.text')}
            </EmptyState>
          ) : (
            <SnapshotTable snapshots={snapshots} project={slug} />
          )}
        </Panel>
        {mayCreate && (
          <Panel title={t('create')} hint={t('createHint')}>
            <CreateSnapshotForm action={create.bind(null, slug)} counts={counts} />
          </Panel>
        )}
      </div>
    </>
  );
}
