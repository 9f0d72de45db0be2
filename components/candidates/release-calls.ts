import type { ActionResult } from '@/components/ui/action-result';
import type { GuardReport, Released } from '@/lib/domain/release/types';

/** What an engineer may do, as server actions. `together`: candidates for other stages in the same moment. */
export type ReleaseCalls = {
  guard: (request: { candidateId: string; together: string[] }) => Promise<ActionResult<GuardReport>>;
  release: (request: {
    candidateId: string;
    note: string;
    because?: string | undefined;
    together: string[];
  }) => Promise<ActionResult<Released>>;
};
