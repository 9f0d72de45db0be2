import { z } from 'zod';
import { findCandidateRow, findCandidatesNamed, releasedCandidates } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import type { CandidateView, Variant } from '@/lib/domain/candidate';
import { can, projectsWhere, type Actor } from '@/lib/domain/permissions';
import { StageSchema } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { requireProject } from '../projects/require-project';
import { describeCandidate } from './describe';
import { ensureShippedCandidates } from './ensure-shipped';

/** Candidates of a project are seen by its leads and engineers, shipped ones by those of any project. */
function maySee(actor: Actor, projectId: string | null): boolean {
  if (projectId !== null) return can(actor, 'candidate.see', projectId);
  const scope = projectsWhere(actor, 'candidate.see');
  return scope.all || scope.projectIds.length > 0;
}

/** The row of a candidate that the actor may see. @throws AppError not_found */
export async function requireCandidate(actor: Actor, id: string) {
  const row = z.uuid().safeParse(id).success ? await findCandidateRow(getDb(), id) : null;
  if (!row || !maySee(actor, row.projectId)) {
    throw new AppError('not_found', 'There is no such candidate, or you may not see it.');
  }
  return row;
}

/**
 * Everything about one candidate. Whether it is released is said for `project`, else for the project that it
 * belongs to; a shipped one is nowhere in particular.
 * @throws AppError not_found | forbidden
 */
export async function showCandidate(
  actor: Actor,
  { id, project: slug }: { id: string; project?: string },
): Promise<CandidateView> {
  const { project, variants, ...row } = await requireCandidate(actor, id);
  const where = slug ? (await requireProject(actor, slug, 'candidate.see')).id : row.projectId;
  let released = false;
  if (where !== null) {
    const own = (await releasedCandidates(getDb(), where)).get(row.stage);
    released = (own ?? (await ensureShippedCandidates())[row.stage]) === id;
  }
  return {
    ...describeCandidate(row, released),
    project,
    fullCard: row.card as Record<string, unknown>,
    // Of a shipped candidate every project may have made variants: each sees its own.
    variants: variants.flatMap(({ variant, projectId, ...rest }) =>
      maySee(actor, projectId) && (!slug || projectId === null || projectId === where)
        ? [{ ...rest, variant: variant as Variant | null }]
        : [],
    ),
  };
}

const REFERENCE = /^(?<stage>[a-z]+)\/(?<name>.+)@(?<version>[^@]+)$/u;

/**
 * The candidate of a project, or a shipped one, that people name by its id or as `stage/name@version`.
 * @throws AppError not_found | forbidden | invalid_input
 */
export async function findCandidate(
  actor: Actor,
  project: string,
  reference: string,
): Promise<CandidateView> {
  if (z.uuid().safeParse(reference).success) return showCandidate(actor, { id: reference, project });
  const parts = REFERENCE.exec(reference)?.groups;
  const stage = StageSchema.safeParse(parts?.stage);
  if (!parts || !stage.success) {
    throw new AppError(
      'invalid_input',
      `Name a candidate as stage/name@version or by its id, not as "${reference}".`,
    );
  }
  const { id: projectId } = await requireProject(actor, project, 'candidate.see');
  await ensureShippedCandidates();
  const named = { stage: stage.data, name: parts.name ?? '', version: parts.version ?? '' };
  const [found] = await findCandidatesNamed(getDb(), projectId, named);
  if (!found) throw new AppError('not_found', `The project has no candidate ${reference}.`);
  return showCandidate(actor, { id: found.id, project });
}
