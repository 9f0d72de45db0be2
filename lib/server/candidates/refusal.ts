import { isOpen } from '@/lib/domain/release/guard';
import type { GuardReport } from '@/lib/domain/release/types';
import { AppError } from '@/lib/errors';

/** Names of values in a sentence; more of them are counted. */
const NAMED = 5;

function refusal({ values, evidence, inUse }: GuardReport): string {
  if (!evidence) {
    return `No evaluation sets it beside ${inUse.ref}, which is in use: evaluate both on the same split of the same snapshot, or say why it is released all the same.`;
  }
  const open = values.filter(isOpen);
  if (open.length === 0) {
    return `It was set beside ${inUse.ref}, which is in use, on split ${evidence.split} only: evaluate both on a test split, or say why it is released all the same.`;
  }
  const names = open.slice(0, NAMED).map(({ kind, key, verdict }) => {
    const what = kind === 'class' ? `recall of ${key}` : kind === 'relation' ? `F1 of ${key}` : key;
    return verdict === 'lost' ? what : `${what} (not known)`;
  });
  const more = open.length > NAMED ? ` and ${open.length - NAMED} more` : '';
  return `Beside ${inUse.ref}, which is in use, it loses on what is guarded: ${names.join(', ')}${more}. Say why it is released all the same.`;
}

/**
 * @param because why they are released all the same
 * @throws AppError conflict for candidates that cannot be used, are used already, or need a reason
 */
export function requireReleasable(reports: readonly GuardReport[], because: string | null): void {
  for (const report of reports) {
    const { candidate, inUse, cannotWorkWith: neighbour } = report;
    if (candidate.id === inUse.id) {
      throw new AppError('conflict', `${candidate.ref} is what the project uses already.`);
    }
    if (neighbour) {
      throw new AppError(
        'conflict',
        `${candidate.ref} cannot work with ${neighbour.ref}, since they list other classes: release it together with one that lists its own.`,
        { guard: report },
      );
    }
  }
  const open = reports.find(({ needsReason }) => needsReason);
  if (open && !because) throw new AppError('conflict', refusal(open), { guard: open });
}
