import { getDb } from '@/lib/db/client';
import { countApprovedSince, countFailedPredictions } from '@/lib/db/pace';
import { countFlagged } from '@/lib/db/talk/flags';
import type { Actor } from '@/lib/domain/permissions';
import { requireProject } from './require-project';

const WEEK = 7 * 86_400_000;

export type Pace = {
  approvedLastWeek: number;
  failedPredictions: number;
  /** Formulas with a flag that is not cleared, and those of them that are skipped as well. */
  flagged: number;
  flaggedAndSkipped: number;
};

/** How fast a project gets on, how often the models gave up, and what people have flagged. @throws AppError not_found | forbidden */
export async function showPace(actor: Actor, { project: slug }: { project: string }): Promise<Pace> {
  const project = await requireProject(actor, slug, 'quota.see');
  const since = new Date(Date.now() - WEEK);
  const [approvedLastWeek, failedPredictions, { flagged, skipped }] = await Promise.all([
    countApprovedSince(getDb(), { projectId: project.id, since }),
    countFailedPredictions(getDb(), project.id),
    countFlagged(getDb(), actor, project.id),
  ]);
  return { approvedLastWeek, failedPredictions, flagged, flaggedAndSkipped: skipped };
}
