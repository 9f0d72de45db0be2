import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { EarlierImports } from '@/components/imports/earlier-imports';
import { ImportScreen } from '@/components/imports/import-screen';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { requireActor } from '@/lib/auth/actor';
import { listImports } from '@/lib/server/imports/import-status';
import { begin, finish } from './actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'import');
}

export default async function ImportPage({ params }: ProjectParams) {
  const { project: slug } = await params;
  const { userId } = await requireActor();
  const { id, axes } = await loadProject(slug);
  const imports = await load((actor) => listImports(actor, { project: slug }));
  const t = await getTranslations('imports');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <ImportScreen
        owner={`${userId}:${id}`}
        project={slug}
        axes={axes}
        begin={begin.bind(null, slug)}
        finish={finish}
      />
      <Panel title={t('earlier')} flush className="mt-4">
        <EarlierImports imports={imports} axes={axes} />
      </Panel>
    </>
  );
}
