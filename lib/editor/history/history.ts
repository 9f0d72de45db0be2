import { z } from 'zod';
import { DiffSchema, invertDiff, isEmptyDiff, type Diff } from '@/lib/domain/annotation/diff';
import { SymbolIdSchema, type Annotation, type SymbolId } from '@/lib/domain/annotation/schema';
import { composeDiffs } from '../diffs/compose';
import { rebaseDiff } from '../diffs/rebase';

/**
 * One step of undo: an invertible diff, never a copy of the document. Changes with the same mark
 * (one drag, one word typed, one held arrow key) are one step.
 */
export const StepSchema = z
  .object({
    action: z.string(),
    mark: z.string(),
    diff: DiffSchema,
    /** What was selected before the step, so that undo brings the eye back to it. */
    selection: z.array(SymbolIdSchema),
  })
  .strict();
export type Step = z.infer<typeof StepSchema>;

export const HistorySchema = z.object({ undo: z.array(StepSchema), redo: z.array(StepSchema) }).strict();
export type History = z.infer<typeof HistorySchema>;

export const EMPTY_HISTORY: History = { undo: [], redo: [] };

/** Steps kept; older ones fall off. They are stored with the unsaved edits at every change. */
const MAX_STEPS = 300;

/** The history after a user change; what had been undone is forgotten. */
export function record(history: History, step: Step): History {
  const last = history.undo.at(-1);
  if (last?.mark === step.mark) {
    const diff = composeDiffs(last.diff, step.diff);
    const earlier = history.undo.slice(0, -1);
    return { undo: isEmptyDiff(diff) ? earlier : [...earlier, { ...last, diff }], redo: [] };
  }
  return { undo: [...history.undo, step].slice(-MAX_STEPS), redo: [] };
}

export interface Turned {
  readonly history: History;
  readonly annotation: Annotation;
  /** The change that the turn made; empty when others have undone it already. */
  readonly diff: Diff;
  readonly selection: SymbolId[];
}

/**
 * Takes back the last step. Where somebody else has changed a value since, theirs stays: undo never
 * undoes another's work.
 */
export function undo(history: History, annotation: Annotation, selection: SymbolId[]): Turned | null {
  const step = history.undo.at(-1);
  if (!step) return null;
  const back = rebaseDiff(annotation, invertDiff(step.diff));
  return {
    history: {
      undo: history.undo.slice(0, -1),
      // Redo takes back exactly what this undo did, so the pair is exact even after a remote change.
      redo: [...history.redo, { ...step, diff: invertDiff(back.diff), selection }],
    },
    annotation: back.annotation,
    diff: back.diff,
    selection: step.selection,
  };
}

/** Does again what was undone last. */
export function redo(history: History, annotation: Annotation, selection: SymbolId[]): Turned | null {
  const step = history.redo.at(-1);
  if (!step) return null;
  const again = rebaseDiff(annotation, step.diff);
  return {
    history: {
      undo: [...history.undo, { ...step, diff: again.diff, selection }],
      redo: history.redo.slice(0, -1),
    },
    annotation: again.annotation,
    diff: again.diff,
    selection: step.selection,
  };
}
