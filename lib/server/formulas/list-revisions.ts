import { getDb } from '@/lib/db/client';
import { listRevisions as list } from '@/lib/db/revision';
import type { Actor } from '@/lib/domain/permissions';
import { requireFormula } from './require-formula';

export type RevisionView = {
  id: string;
  number: number;
  version: number;
  contentHash: string;
  createdAt: string;
  by: string;
  verdicts: { verdict: string; reason: string; by: string; at: string }[];
};

/** The frozen revisions of a formula with what was said about them, newest first. @throws AppError not_found */
export async function listRevisions(
  actor: Actor,
  { formulaId }: { formulaId: string },
): Promise<RevisionView[]> {
  const formula = await requireFormula(actor, formulaId);
  const rows = await list(getDb(), formula.id);
  return rows.map(({ createdAt, createdBy, approvals, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    by: createdBy.name,
    verdicts: approvals.map(({ verdict, reason, user, createdAt: at }) => ({
      verdict,
      reason,
      by: user.name,
      at: at.toISOString(),
    })),
  }));
}
