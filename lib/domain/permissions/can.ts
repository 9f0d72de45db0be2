import type { Actor, Role } from './actor';

/**
 * What may be done in a project, and by whom. Annotators see what they hold and what they did; leads
 * see and may change everything in their project; engineers see everything and annotate nothing.
 */
export const ACTION_ROLES = {
  /** See that the project exists, its classes and guidelines. */
  'project.see': ['annotator', 'lead', 'engineer'],
  'project.edit': ['lead'],
  /** Take a formula from the queue, edit it under a lease, submit it, skip it. */
  'formula.annotate': ['annotator', 'lead'],
  /** See formulas that one neither holds nor did. */
  'formula.see_any': ['lead', 'engineer'],
  /** Edit without a lease, return skipped formulas to the queue, apply somebody's draft. */
  'formula.edit_any': ['lead'],
  'formula.review': ['lead'],
  /** Comment on formulas that one may see, and flag them. */
  'talk.speak': ['annotator', 'lead', 'engineer'],
  /** Clear anybody's flag, resolve anybody's comment. */
  'talk.settle': ['lead'],
  'formula.import': ['lead', 'engineer'],
  'formula.preannotate': ['lead', 'engineer'],
  'quota.see': ['lead', 'engineer'],
  'quota.edit': ['lead'],
  'member.see': ['lead', 'engineer'],
  'member.manage': ['lead'],
  'snapshot.see': ['lead', 'engineer'],
  'snapshot.create': ['lead', 'engineer'],
  'candidate.see': ['lead', 'engineer'],
  'candidate.add': ['engineer'],
  'candidate.release': ['engineer'],
  'evaluation.see': ['lead', 'engineer'],
  'evaluation.run': ['engineer'],
} as const satisfies Record<string, readonly Role[]>;
export type ProjectAction = keyof typeof ACTION_ROLES;

/** What only an administrator may do, outside any project. */
const ADMINISTRATOR_ACTIONS = ['project.create', 'user.manage'] as const;
export type AdministratorAction = (typeof ADMINISTRATOR_ACTIONS)[number];

const isAdministratorAction = (action: string): action is AdministratorAction =>
  (ADMINISTRATOR_ACTIONS as readonly string[]).includes(action);

/** The roles of `actor` in a project; none when not a member. */
export function rolesIn(actor: Actor, projectId: string): Role[] {
  return actor.memberships.find((membership) => membership.projectId === projectId)?.roles ?? [];
}

/** May `actor` do this? Actions inside a project need its id. */
export function can(actor: Actor, action: ProjectAction, projectId: string): boolean;
export function can(actor: Actor, action: AdministratorAction): boolean;
export function can(actor: Actor, action: ProjectAction | AdministratorAction, projectId?: string): boolean {
  if (actor.isAdministrator) return true;
  if (isAdministratorAction(action) || projectId === undefined) return false;
  const allowed: readonly Role[] = ACTION_ROLES[action];
  return rolesIn(actor, projectId).some((role) => allowed.includes(role));
}

/** The projects in which `actor` may do `action`: every one, or those listed. For use inside queries. */
export type ProjectScope = { all: true } | { all: false; projectIds: string[] };

export function projectsWhere(actor: Actor, action: ProjectAction): ProjectScope {
  if (actor.isAdministrator) return { all: true };
  return {
    all: false,
    projectIds: actor.memberships
      .map(({ projectId }) => projectId)
      .filter((projectId) => can(actor, action, projectId)),
  };
}
