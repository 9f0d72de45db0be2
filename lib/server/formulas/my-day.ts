import { sumCounts } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import { countSentBack, sumWork } from '@/lib/db/day';
import { listHeld } from '@/lib/db/lease';
import type { Actor } from '@/lib/domain/permissions';
import type { StateCounts } from '@/lib/domain/quotas';
import { requireProject } from '../projects/require-project';

export type Day = {
  /** Formulas submitted or approved with a revision of one's own. */
  submitted: number;
  edits: number;
  activeMs: number;
  skipped: number;
  /** Waits for the actor again, with a reason. */
  sentBack: number;
  /** Formulas that the actor holds now. */
  held: number;
  /** Of the whole project. */
  counts: StateCounts;
};

/**
 * How the actor's day in a project went.
 * @param input.since when the day began, where the person is (ISO 8601)
 * @throws AppError not_found
 */
export async function myDay(
  actor: Actor,
  { project: slug, since }: { project: string; since: Date },
): Promise<Day> {
  const project = await requireProject(actor, slug, 'project.see');
  const { userId } = actor;
  const [work, sentBack, held, counts] = await Promise.all([
    sumWork(getDb(), { projectId: project.id, userId, since }),
    countSentBack(getDb(), project.id, userId),
    listHeld(getDb(), { projectId: project.id, userId, now: new Date() }),
    sumCounts(getDb(), project.id),
  ]);
  return { ...work, sentBack, held: held.length, counts };
}
