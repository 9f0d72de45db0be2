import type { ReactNode } from 'react';
import { loadProjects } from '@/app/_shared/load';
import { AppShell } from '@/components/shell/app-shell';
import { navigation } from '@/components/shell/navigation';
import { requireActor } from '@/lib/auth/actor';

/** The frame around a screen, with the places that this person may go to. */
export async function Desk({
  project,
  children,
}: {
  project: { id: string; slug: string; name: string } | null;
  children: ReactNode;
}) {
  const actor = await requireActor();
  const projects = await loadProjects();
  return (
    <AppShell
      person={actor}
      projects={projects.map(({ slug, name }) => ({ slug, name }))}
      current={project}
      entries={project ? navigation(actor, project) : []}
    >
      {children}
    </AppShell>
  );
}
