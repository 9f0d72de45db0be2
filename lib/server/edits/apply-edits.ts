import { z } from 'zod';
import { appendEdits } from '@/lib/db/annotation/edits';
import type { StoredAnnotation } from '@/lib/db/annotation/read';
import { writeDiff } from '@/lib/db/annotation/write';
import type { Db } from '@/lib/db/client';
import { endWaiting, foreignPredictions } from '@/lib/db/formula/prediction';
import type { VisibleFormula } from '@/lib/db/formula/read';
import { setFormulaState } from '@/lib/db/formula/write';
import { applyDiff, diffAnnotations, DiffMismatch } from '@/lib/domain/annotation/diff';
import type { Edit } from '@/lib/domain/annotation/edit';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { wellFormed } from '@/lib/domain/annotation/validate';
import { AppError } from '@/lib/errors';

/** The answer to edits that were made on another state: what the state is now. */
export function staleError(annotation: StoredAnnotation): AppError {
  return new AppError('stale', 'The formula was changed meanwhile; rebase on its current state.', {
    version: annotation.version,
    annotation: annotation.value,
  });
}

function applyAll(annotation: StoredAnnotation, edits: readonly Edit[]): Annotation {
  try {
    return edits.reduce((value, { diff }) => applyDiff(value, diff), annotation.value);
  } catch (error) {
    if (error instanceof DiffMismatch) throw staleError(annotation);
    if (error instanceof z.ZodError) {
      throw new AppError('invalid_input', `An edit has a value that cannot be: ${z.prettifyError(error)}`);
    }
    throw error;
  }
}

/** @throws AppError invalid_input for an edit that says to correct what the models never said of this formula */
async function requireOwnPredictions(db: Db, formulaId: string, edits: readonly Edit[]): Promise<void> {
  const ids = [...new Set(edits.flatMap(({ predictionId }) => predictionId ?? []))];
  if (ids.length === 0) return;
  const [foreign] = await foreignPredictions(db, { formulaId, ids });
  if (foreign) throw new AppError('invalid_input', `This formula has no prediction ${foreign}.`);
}

/**
 * Apply a batch to a locked annotation: all of it or nothing. The rows that it touches are written, the
 * edits appended under one new version, and the formula's state follows.
 * @param input.takesOver whether the editor holds the formula, and so becomes the one who has begun it
 * @returns the annotation's version after it
 * @throws AppError stale | invalid_input | rules_broken
 */
export async function applyEdits(
  db: Db,
  {
    userId,
    takesOver,
    formula,
    annotation,
    edits,
  }: {
    userId: string;
    takesOver: boolean;
    formula: VisibleFormula;
    annotation: StoredAnnotation;
    edits: readonly Edit[];
  },
): Promise<number> {
  const after = applyAll(annotation, edits);
  const problems = wellFormed(after);
  if (problems.length > 0) {
    throw new AppError('rules_broken', 'An edit refers to something that is not there.', { problems });
  }
  await requireOwnPredictions(db, formula.id, edits);
  const version = annotation.version + 1;
  await writeDiff(db, { id: annotation.id, version, diff: diffAnnotations(annotation.value, after), after });
  await appendEdits(db, { annotationId: annotation.id, userId, version, edits });
  if (formula.predictionStatus === 'pending') await endWaiting(db, formula.id);
  if (begins(formula, takesOver ? userId : null)) {
    await setFormulaState(db, formula.id, { state: 'in_progress', assigneeId: userId });
  }
  return version;
}

/**
 * Whether an edit makes the formula one that its editor has begun. Sent back stays sent back until its
 * author submits again; a submitted formula that its reviewer touches stays under review; and a lead's
 * helping hand does not take a formula away from whoever is at it.
 */
function begins({ state, assigneeId }: VisibleFormula, holder: string | null): boolean {
  if (state === 'sent_back' || state === 'submitted') return false;
  if (state !== 'in_progress' || assigneeId === null) return true;
  return holder !== null && assigneeId !== holder;
}
