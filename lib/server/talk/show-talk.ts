import type { Talk } from '@/lib/domain/comments';
import type { Actor } from '@/lib/domain/permissions';
import { requireFormula } from '../formulas/require-formula';
import { talkOf } from './talk-of';

/** What is said about a formula: comments, open flags, and who may be addressed. @throws AppError not_found */
export async function showTalk(actor: Actor, { formulaId }: { formulaId: string }): Promise<Talk> {
  return talkOf(actor, await requireFormula(actor, formulaId));
}
