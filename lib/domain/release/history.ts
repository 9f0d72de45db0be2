/** A release as far as going back is concerned; no candidate means the one that is shipped. */
export type PastRelease = { candidateId: string | null; rollback: boolean };

/**
 * What a stage goes back to: the release before the one in use. A roll-back takes the newest release away that was
 * not yet taken back, so that going back twice leads two releases back and not forth again.
 * @param newestFirst every release of the stage
 * @returns the candidate (null: the shipped one), or undefined when there is nothing to take back
 */
export function releaseBefore(newestFirst: readonly PastRelease[]): string | null | undefined {
  const standing: (string | null)[] = [];
  for (const { candidateId, rollback } of newestFirst.toReversed()) {
    if (rollback) standing.pop();
    else standing.push(candidateId);
  }
  if (standing.length === 0) return undefined;
  return standing.at(-2) ?? null;
}
