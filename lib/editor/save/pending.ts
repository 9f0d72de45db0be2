import { z } from 'zod';
import { applyDiff, isEmptyDiff } from '@/lib/domain/annotation/diff';
import { EditSchema, type Edit } from '@/lib/domain/annotation/edit';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { composeDiffs } from '../diffs/compose';
import { rebaseDiff, type Conflict } from '../diffs/rebase';

/** An edit that the server has not acknowledged, with the mark that says which step of undo it belongs to. */
export const PendingEditSchema = EditSchema.extend({ mark: z.string() });
export type PendingEdit = z.infer<typeof PendingEditSchema>;

/** As many as the server takes in one batch. */
export const MAX_BATCH = 500;

/**
 * What the save client knows. Always true: the document on the screen = `base` with all of
 * `pending` applied in order. The first `sent` edits were sent as one batch and may or may not have
 * arrived; the same batch is sent again, never another, until the server has said which.
 */
export interface Ledger {
  readonly version: number;
  readonly base: Annotation;
  readonly pending: readonly PendingEdit[];
  readonly sent: number;
}

/** The ledger with one more edit, joined to the last one when they share a mark and it was not sent. */
export function append(ledger: Ledger, edit: PendingEdit): Ledger {
  const { pending, sent } = ledger;
  const last = pending.at(-1);
  const joins = last && pending.length > sent && last.mark === edit.mark && last.source === edit.source;
  if (!joins) return { ...ledger, pending: [...pending, edit] };
  const diff = composeDiffs(last.diff, edit.diff);
  const activeMs = last.activeMs + edit.activeMs;
  const earlier = pending.slice(0, -1);
  return { ...ledger, pending: isEmptyDiff(diff) ? earlier : [...earlier, { ...last, diff, activeMs }] };
}

/** Fixes the batch to send: what was sent already, or as much as fits, at most `limit` edits. */
export function takeBatch(ledger: Ledger, limit = MAX_BATCH): { ledger: Ledger; edits: Edit[] } {
  const sent = ledger.sent > 0 ? ledger.sent : Math.min(limit, ledger.pending.length);
  const edits = ledger.pending.slice(0, sent).map(({ mark: _mark, ...edit }) => edit);
  return { ledger: { ...ledger, sent }, edits };
}

/** The server has the batch, and `version` is its result. */
export function acknowledge(ledger: Ledger, version: number): Ledger {
  const saved = ledger.pending.slice(0, ledger.sent);
  return {
    version,
    base: saved.reduce((annotation, edit) => applyDiff(annotation, edit.diff), ledger.base),
    pending: ledger.pending.slice(ledger.sent),
    sent: 0,
  };
}

/** The batch was not applied for sure: the server keeps it somewhere else. */
export function unsend(ledger: Ledger): Ledger {
  return { ...ledger, sent: 0 };
}

export interface RebasedLedger {
  readonly ledger: Ledger;
  readonly document: Annotation;
  readonly conflicts: readonly { edit: PendingEdit; conflict: Conflict }[];
}

/** Puts all unsaved edits on top of what the server has now; none of `pending` may be in there already. */
export function rebase(pending: readonly PendingEdit[], base: Annotation, version: number): RebasedLedger {
  let document = base;
  const kept: PendingEdit[] = [];
  const conflicts: { edit: PendingEdit; conflict: Conflict }[] = [];
  for (const edit of pending) {
    const result = rebaseDiff(document, edit.diff);
    for (const conflict of result.conflicts) conflicts.push({ edit, conflict });
    if (!isEmptyDiff(result.diff)) kept.push({ ...edit, diff: result.diff });
    document = result.annotation;
  }
  return { ledger: { version, base, pending: kept, sent: 0 }, document, conflicts };
}
