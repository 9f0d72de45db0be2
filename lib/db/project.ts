import { inProjects, projectWhere } from '@/lib/db/access';
import type { Db } from '@/lib/db/client';
import { projectsWhere, type Actor, type ProjectAction } from '@/lib/domain/permissions';

const SUMMARY = { id: true, slug: true, name: true, guidelines: true, createdAt: true } as const;

/** A project by its slug, if the actor may do `action` in it. */
export async function findProject(db: Db, actor: Actor, slug: string, action: ProjectAction) {
  return db.project.findFirst({ where: projectWhere(actor, slug, action), select: SUMMARY });
}

/** The projects that the actor may see, by name. */
export async function listProjects(db: Db, actor: Actor) {
  return db.project.findMany({
    where: { id: inProjects(projectsWhere(actor, 'project.see')) },
    orderBy: { name: 'asc' },
    select: SUMMARY,
  });
}

/** Make a project. The slug's unique index refuses a second one of that name. */
export async function insertProject(
  db: Db,
  project: { slug: string; name: string; guidelines: string },
): Promise<{ id: string }> {
  return db.project.create({ data: project, select: { id: true } });
}

export async function updateProject(
  db: Db,
  id: string,
  change: { name?: string; guidelines?: string },
): Promise<void> {
  await db.project.update({ where: { id }, data: change });
}

/** The classes that a symbol of this project may have, sorted. */
export async function listClasses(db: Db, projectId: string): Promise<string[]> {
  const rows = await db.symbolClass.findMany({
    where: { projectId },
    orderBy: { name: 'asc' },
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}

/** Add classes; those that are there already stay. */
export async function addClasses(db: Db, projectId: string, names: Iterable<string>): Promise<void> {
  await db.symbolClass.createMany({
    data: [...new Set(names)].map((name) => ({ projectId, name })),
    skipDuplicates: true,
  });
}
