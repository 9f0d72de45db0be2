import type { EditorPayload } from '@/lib/domain/editor-payload';
import type { Outcome } from './use-flow';

/** The formula that is left: how it was left, and what was counted while it was open. */
interface Before {
  readonly outcome: Outcome;
  readonly position: EditorPayload['position'];
}

/**
 * The next formula with the one just submitted counted as done. It was fetched ahead, and counted by the
 * server, before the submit. What others have done since may be in the server's count already, so that it
 * is never lowered, and never raised twice.
 */
export function countedOn(next: EditorPayload, { outcome, position }: Before): EditorPayload {
  if (outcome !== 'submitted') return next;
  const { done, total } = next.position;
  return { ...next, position: { total, done: Math.max(done, Math.min(position.done + 1, total)) } };
}
