import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { ClassList } from '@/components/settings/class-list';
import { Panel } from '@/components/ui/panel';
import { addClasses } from '../actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'settings');
}

export default async function ClassesPage({ params }: ProjectParams) {
  const { slug, classes, actions } = await loadProject((await params).project);
  const t = await getTranslations('settings.classes');
  return (
    <Panel title={t('title')} hint={t('hint')}>
      <ClassList
        classes={classes}
        project={slug}
        add={actions.includes('project.edit') ? addClasses.bind(null, slug) : null}
      />
    </Panel>
  );
}
