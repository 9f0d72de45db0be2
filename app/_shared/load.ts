import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireActor } from '@/lib/auth/actor';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { listProjects } from '@/lib/server/projects/list-projects';
import { showProject } from '@/lib/server/projects/show-project';

/**
 * What a page shows. What does not exist and what the person may not see look the same: nothing is here.
 * Anything else goes on to the error screen.
 */
export async function load<Value>(ask: (actor: Actor) => Promise<Value>): Promise<Value> {
  const actor = await requireActor();
  try {
    return await ask(actor);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

/** The project of this address, asked once per request. */
export const loadProject = cache((slug: string) => load((actor) => showProject(actor, { project: slug })));

/** The projects of whoever is signed in, asked once per request. */
export const loadProjects = cache(() => load(listProjects));

/** Title of a screen of a project, for the tab of the browser. */
export async function projectTitle(
  slug: string,
  place:
    | 'overview'
    | 'formulas'
    | 'quotas'
    | 'review'
    | 'import'
    | 'snapshots'
    | 'candidates'
    | 'evaluations'
    | 'settings',
) {
  const t = await getTranslations('shell.nav');
  return { title: `${t(place)} · ${(await loadProject(slug)).name}` };
}

/** Segments of an address under a project. */
export type ProjectParams = { params: Promise<{ project: string }> };
