export { expectedCorrectionCost } from './expected-cost';
export { LEASE_MS, leaseEnd, WORKABLE_STATES } from './lease';
export {
  compareForQueue,
  isOffered,
  QUEUE_CRITERIA,
  unmetShare,
  type QueueCriterion,
  type QueueEntry,
} from './policy';
