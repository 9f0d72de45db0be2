import type { Metadata } from 'next';
import { loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { ProjectForm } from '@/components/settings/project-form';
import { Panel } from '@/components/ui/panel';
import { saveProject } from './actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'settings');
}

export default async function ProjectSettingsPage({ params }: ProjectParams) {
  const project = await loadProject((await params).project);
  const mayEdit = project.actions.includes('project.edit');
  return (
    <Panel>
      <ProjectForm project={project} action={mayEdit ? saveProject.bind(null, project.slug) : null} />
    </Panel>
  );
}
