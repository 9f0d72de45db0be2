import { FolderPlus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { loadProjects } from '@/app/_shared/load';
import { CreateProjectForm } from '@/components/home/create-project-form';
import { ProjectCard } from '@/components/home/project-card';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { requireActor } from '@/lib/auth/actor';
import { can } from '@/lib/domain/permissions';
import { create } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('home.projects'))('title') };
}

export default async function ProjectsPage() {
  const actor = await requireActor();
  const projects = await loadProjects();
  const mayCreate = can(actor, 'project.create');
  const t = await getTranslations('home.projects');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        {projects.length === 0 ? (
          <Panel>
            <EmptyState icon={<FolderPlus />} title={t('none.title')}>
              {mayCreate ? t('none.text') : t('none.textMember')}
            </EmptyState>
          </Panel>
        ) : (
          <ul className="grid gap-3 sm:grid-cols-2">
            {projects.map((project) => (
              <li key={project.id}>
                <ProjectCard project={project} />
              </li>
            ))}
          </ul>
        )}
        {mayCreate && (
          <Panel title={t('create')}>
            <CreateProjectForm action={create} />
          </Panel>
        )}
      </div>
    </>
  );
}
