import type { Prisma } from '@/lib/db/client';
import { projectsWhere, type Actor, type ProjectAction, type ProjectScope } from '@/lib/domain/permissions';

/** A where-clause on a project id column: only the projects in which the actor may do `action`. */
export function inProjects(scope: ProjectScope): Prisma.UuidFilter | undefined {
  return scope.all ? undefined : { in: scope.projectIds };
}

/** Only the project with this slug, and only if the actor may do `action` in it. */
export function projectWhere(actor: Actor, slug: string, action: ProjectAction): Prisma.ProjectWhereInput {
  return { slug, id: inProjects(projectsWhere(actor, action)) };
}

/**
 * The formulas that the actor may see: all of the projects where a role allows it, and in the others
 * what they hold now and what they did.
 */
export function visibleFormulas(actor: Actor): Prisma.FormulaWhereInput {
  const any = projectsWhere(actor, 'formula.see_any');
  if (any.all) return {};
  const { userId } = actor;
  return {
    OR: [
      { projectId: inProjects(any) },
      {
        projectId: inProjects(projectsWhere(actor, 'formula.annotate')),
        OR: [
          { assigneeId: userId },
          // One that has run out counts until somebody else takes the formula, which closes it.
          { leases: { some: { userId, releasedAt: null } } },
          { annotations: { some: { edits: { some: { userId } } } } },
          { revisions: { some: { createdById: userId } } },
          { skips: { some: { userId } } },
          // Who says something about a formula is to see what is answered.
          { flags: { some: { authorId: userId } } },
          { comments: { some: { authorId: userId } } },
        ],
      },
    ],
  };
}
