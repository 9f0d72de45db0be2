import { getDb } from '@/lib/db/client';
import { listEvaluationRecords } from '@/lib/db/evaluations/rows';
import type { EvaluationRow } from '@/lib/domain/evaluations';
import type { Actor } from '@/lib/domain/permissions';
import { requireProject } from '../projects/require-project';
import { describeEvaluations } from './describe';

/** Evaluations that a list shows. */
const SHOWN = 200;

/** The evaluations of a project, newest first; at most 200. @throws AppError not_found | forbidden */
export async function listEvaluations(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<EvaluationRow[]> {
  const project = await requireProject(actor, slug, 'evaluation.see');
  return describeEvaluations(await listEvaluationRecords(getDb(), project.id, SHOWN));
}
