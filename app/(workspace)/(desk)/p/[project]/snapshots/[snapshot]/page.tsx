import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { load } from '@/app/_shared/load';
import { ExportList } from '@/components/snapshots/export-list';
import { SnapshotFactsView } from '@/components/snapshots/snapshot-facts';
import { totalOf } from '@/components/snapshots/snapshot-summary';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { showSnapshot } from '@/lib/server/snapshots/show-snapshot';

type Props = { params: Promise<{ project: string; snapshot: string }> };

async function loadSnapshot({ params }: Props) {
  const { project, snapshot: id } = await params;
  const snapshot = await load((actor) => showSnapshot(actor, { id }));
  if (snapshot.project.slug !== project) notFound();
  return snapshot;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await loadSnapshot(props)).name };
}

export default async function SnapshotPage(props: Props) {
  const snapshot = await loadSnapshot(props);
  const { slug } = snapshot.project;
  const t = await getTranslations('snapshots');
  const common = await getTranslations('common');
  const format = await getFormatter();
  const made = format.dateTime(new Date(snapshot.createdAt), 'moment');
  const choices = snapshot.formats.map((choice) => ({
    ...choice,
    href: `/api/v1/snapshots/${snapshot.id}/export?stage=${choice.stage}&format=${choice.format}`,
  }));
  return (
    <>
      <PageHeader
        title={
          <>
            {snapshot.name}{' '}
            <span className="text-base font-normal text-muted">
              {common('formulaCount', { count: totalOf(snapshot.counts) })}
            </span>
          </>
        }
        description={`${made} · ${t('by', { name: snapshot.by })}`}
        actions={<LinkButton href={`/p/${slug}/snapshots`}>{t('detail.all')}</LinkButton>}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <SnapshotFactsView snapshot={snapshot} project={slug} />
        </div>
        <Panel title={t('export.title')} hint={t('export.hint')} flush>
          <ExportList
            choices={choices}
            command={`npm run cli -- export ${snapshot.id} --stage detector --format coco --out ./export`}
          />
        </Panel>
      </div>
    </>
  );
}
