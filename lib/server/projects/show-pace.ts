import { getDb } from '@/lib/db/client';
import { countApprovedSince, countFailedPredictions } from '@/lib/db/pace';
import type { Actor } from '@/lib/domain/permissions';
import { requireProject } from './require-project';

const WEEK = 7 * 86_400_000;

export type Pace = { approvedLastWeek: number; failedPredictions: number };

/** How fast a project gets on, and how often the models gave up. @throws AppError not_found | forbidden */
export async function showPace(actor: Actor, { project: slug }: { project: string }): Promise<Pace> {
  const project = await requireProject(actor, slug, 'quota.see');
  const since = new Date(Date.now() - WEEK);
  const [approvedLastWeek, failedPredictions] = await Promise.all([
    countApprovedSince(getDb(), { projectId: project.id, since }),
    countFailedPredictions(getDb(), project.id),
  ]);
  return { approvedLastWeek, failedPredictions };
}
