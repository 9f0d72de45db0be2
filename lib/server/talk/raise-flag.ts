import type { Db } from '@/lib/db/client';
import type { VisibleFormula } from '@/lib/db/formula/read';
import { recordSkip, setFormulaState } from '@/lib/db/formula/write';
import { holdsFormula, releaseLease } from '@/lib/db/lease';
import { hasSentBack } from '@/lib/db/queue';
import { findFlag, findOwnFlag, insertFlag, setFlagNote } from '@/lib/db/talk/flags';
import { transaction } from '@/lib/db/transaction';
import { skips, type Flag, type NewFlag } from '@/lib/domain/flags';
import type { Actor } from '@/lib/domain/permissions';
import { WORKABLE_STATES } from '@/lib/domain/queue';
import { AppError } from '@/lib/errors';
import { requireLockedFormula } from '../formulas/require-formula';
import { requireHold } from '../formulas/require-hold';
import { requireAction } from '../projects/require-project';

type Raised = { flag: Flag; again: boolean };

/** The flag with this id, or what this person has said in the same way already, with the note that was sent last. */
async function raise(
  db: Db,
  actor: Actor,
  { formulaId, id, kind, note }: NewFlag & { formulaId: string },
): Promise<Raised> {
  const authorId = actor.userId;
  const again = !(await insertFlag(db, { id, formulaId, kind, note, authorId }));
  const known = again ? await findOwnFlag(db, { formulaId, kind, authorId }) : null;
  if (known && note !== '' && note !== known.note) await setFlagNote(db, known.id, note);
  const raised = await findFlag(db, actor, known?.id ?? id);
  if (raised?.formulaId !== formulaId || raised.flag.author.id !== authorId || raised.cleared) {
    throw new AppError('conflict', 'This flag was cleared meanwhile, or belongs to another formula.');
  }
  return { flag: raised.flag, again };
}

/** Out of one's hands: skipped for good reason, or given back until somebody has helped. */
async function putAside(
  db: Db,
  actor: Actor,
  formula: VisibleFormula,
  { flag, again }: Raised,
): Promise<void> {
  const { id: formulaId, state } = formula;
  const { userId } = actor;
  const skipped = skips(flag.kind);
  // An answer that was lost is asked for again.
  if (again && (skipped ? state === 'skipped' : !(await holdsFormula(db, { formulaId, userId })))) return;
  await requireHold(db, actor, formula);
  if (!(WORKABLE_STATES as readonly string[]).includes(state)) {
    throw new AppError('conflict', 'Only a formula that is being worked on can be put aside.');
  }
  if (skipped) {
    await recordSkip(db, { formulaId, userId, reason: flag.note, flagId: flag.id });
    await setFormulaState(db, formulaId, { state: 'skipped' });
  }
  // What is skipped is out of everybody's hands; where help is needed, it is given back and not taken away.
  await releaseLease(db, { formulaId, userId: skipped ? undefined : userId, now: new Date() });
}

/**
 * Flag a formula: it is offered to nobody until a lead has decided, or the flag is taken back. With `leave` it is
 * also put aside, in the same step; the flag is then the reason of the skip.
 * @returns also whether a formula waits that was sent back to the actor
 * @throws AppError not_found | forbidden | lease_lost | conflict
 */
export async function raiseFlag(
  actor: Actor,
  { formulaId, flag }: { formulaId: string; flag: NewFlag },
): Promise<{ flag: Flag; sentBackWaiting: boolean }> {
  return transaction(async (db) => {
    const formula = await requireLockedFormula(db, actor, formulaId);
    requireAction(actor, 'talk.speak', formula.projectId);
    const raised = await raise(db, actor, { ...flag, formulaId });
    if (flag.leave) await putAside(db, actor, formula, raised);
    const { userId } = actor;
    const waiting = { projectId: formula.projectId, userId, now: new Date() };
    return { flag: raised.flag, sentBackWaiting: await hasSentBack(db, waiting) };
  });
}
