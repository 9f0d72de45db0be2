import { can, type Actor, type ProjectAction } from '@/lib/domain/permissions';

export const PLACES = [
  'overview',
  'work',
  'formulas',
  'quotas',
  'review',
  'import',
  'snapshots',
  'candidates',
  'evaluations',
  'settings',
] as const;
export type Place = (typeof PLACES)[number];

/** What one must be allowed to do for a place to be worth going to. */
const NEEDS: Record<Place, ProjectAction> = {
  overview: 'project.see',
  work: 'formula.annotate',
  formulas: 'project.see',
  quotas: 'quota.see',
  review: 'formula.review',
  import: 'formula.import',
  snapshots: 'snapshot.see',
  candidates: 'candidate.see',
  evaluations: 'evaluation.see',
  settings: 'member.see',
};

export type NavigationEntry = { place: Place; href: string };

/** The places of a project that `actor` may go to, in the order of the work. */
export function navigation(actor: Actor, project: { id: string; slug: string }): NavigationEntry[] {
  return PLACES.filter((place) => can(actor, NEEDS[place], project.id)).map((place) => ({
    place,
    href: place === 'overview' ? `/p/${project.slug}` : `/p/${project.slug}/${place}`,
  }));
}
