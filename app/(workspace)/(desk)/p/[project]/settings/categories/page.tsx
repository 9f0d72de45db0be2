import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { AxesEditor } from '@/components/settings/axes-editor';
import { Panel } from '@/components/ui/panel';
import { saveAxes } from '../actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'settings');
}

export default async function CategoriesPage({ params }: ProjectParams) {
  const { slug, axes, actions } = await loadProject((await params).project);
  const t = await getTranslations('settings.categories');
  return (
    <Panel title={t('title')} hint={t('hint')} className="max-w-3xl">
      <AxesEditor axes={axes} mayEdit={actions.includes('quota.edit')} save={saveAxes.bind(null, slug)} />
    </Panel>
  );
}
