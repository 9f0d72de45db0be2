import type { CandidateSummary } from '@/lib/domain/candidate-card';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import { listCandidates } from './list';

/** What a stage uses: its card, or null where there are no weights to be found. */
export type CandidateInUse = { stage: Stage; shipped: boolean; card: CandidateSummary | null };

/**
 * The candidate that each of the four stages uses in a project: the project's own release, else the
 * shipped one.
 * @throws AppError not_found | forbidden
 */
export async function listCandidatesInUse(
  actor: Actor,
  { project }: { project: string },
): Promise<CandidateInUse[]> {
  const rows = await listCandidates(actor, { project }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'not_ready') throw error;
    // The screen says which stage has none; why they cannot be read belongs into the log.
    log('candidates').warn({ err: error }, 'the shipped candidates cannot be read');
    return [];
  });
  return STAGES.map((stage) => {
    const used = rows.find((row) => row.stage === stage && row.released);
    return { stage, shipped: used?.shipped ?? true, card: used?.card ?? null };
  });
}
