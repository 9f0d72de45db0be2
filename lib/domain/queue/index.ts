export { expectedCorrectionCost } from './expected-cost';
export { LEASE_MS, leaseEnd, MAY_COME_BACK_MS, WORKABLE_STATES } from './lease';
export { compareForQueue, isOffered, QUEUE_CRITERIA, type QueueCriterion, type QueueEntry } from './policy';
