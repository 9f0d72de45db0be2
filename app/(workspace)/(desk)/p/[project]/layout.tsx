import type { ReactNode } from 'react';
import { Desk } from '@/app/_shared/desk';
import { loadProject, type ProjectParams } from '@/app/_shared/load';

/** Every screen of a project but the editor, which brings a frame of its own. */
export default async function ProjectLayout({ params, children }: ProjectParams & { children: ReactNode }) {
  const project = await loadProject((await params).project);
  return <Desk project={project}>{children}</Desk>;
}
