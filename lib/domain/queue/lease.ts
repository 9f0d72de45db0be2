/** How long a formula stays held without a sign of life. The editor sends a heartbeat each minute. */
export const LEASE_MS = 15 * 60_000;

/**
 * How long after its lease ran out somebody may still come back with edits that were never sent (a laptop that
 * slept): so long nothing but people changes the formula, unless another person takes it.
 */
export const MAY_COME_BACK_MS = 24 * 60 * 60_000;

/** When a lease taken or renewed at `now` ends. */
export function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/** The states in which an annotator may work on a formula. */
export const WORKABLE_STATES = ['ready', 'in_progress', 'sent_back'] as const;
