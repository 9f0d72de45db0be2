import { sumCounts } from '@/lib/db/category';
import { getDb } from '@/lib/db/client';
import { countWaiting, sumWork } from '@/lib/db/day';
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
  /** What waits for anybody, and for the actor alone; others may hold some of it just now. */
  waiting: number;
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
  const [work, own, held, counts] = await Promise.all([
    sumWork(getDb(), { projectId: project.id, userId, since }),
    countWaiting(getDb(), { projectId: project.id, userId }),
    listHeld(getDb(), { projectId: project.id, userId, now: new Date() }),
    sumCounts(getDb(), project.id),
  ]);
  const { sentBack, begun, readyButFlagged } = own;
  const waiting = counts.ready - readyButFlagged + sentBack + begun;
  return { ...work, waiting, sentBack, held: held.length, counts };
}
