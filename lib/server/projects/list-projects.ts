import { sumCounts } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import { listProjects as list } from '@/lib/db/project';
import { ROLES, rolesIn, type Actor, type Role } from '@/lib/domain/permissions';
import type { StateCounts } from '@/lib/domain/quotas';

export type ProjectSummary = {
  id: string;
  slug: string;
  name: string;
  roles: Role[];
  counts: StateCounts;
};

/** The projects that the actor may see, with their roles there (an administrator has every one). */
export async function listProjects(actor: Actor): Promise<ProjectSummary[]> {
  const projects = await list(getDb(), actor);
  return Promise.all(
    projects.map(async ({ id, slug, name }) => ({
      id,
      slug,
      name,
      roles: actor.isAdministrator ? [...ROLES] : rolesIn(actor, id),
      counts: await sumCounts(getDb(), id),
    })),
  );
}
