import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { readPairs, type PairCursor, type PairRow } from '@/lib/db/evaluations/pairs';
import type { Disagreement, DisagreementPage, Outcome, Who } from '@/lib/domain/evaluations';
import type { ScoredFormula } from '@/lib/domain/metrics';
import type { Actor } from '@/lib/domain/permissions';
import { TextSchema } from '@/lib/domain/text';
import { AppError } from '@/lib/errors';
import { imageUrl } from '../formulas/editor-payload';
import { countWho } from './count-who';
import { requirePair } from './require-pair';

const CursorSchema = z.tuple([TextSchema, z.uuid()]);

function decode(text: string): PairCursor {
  try {
    const [name, id] = CursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { name, id };
  } catch {
    throw new AppError('invalid_input', 'The cursor is not one that a page of this list ended with.');
  }
}

const encode = ({ name, formulaId }: PairRow) =>
  Buffer.from(JSON.stringify([name, formulaId])).toString('base64url');

function formula({ imageHash, a, b, ...row }: PairRow): Disagreement {
  // Written by this program only.
  const [first, second] = [a as ScoredFormula | null, b as ScoredFormula | null];
  return { ...row, imageUrl: imageUrl(imageHash), gold: (first ?? second)!.gold, a: first, b: second };
}

export type ListDisagreementsInput = {
  a: string;
  b: string;
  /** In what they are looked at: a stage, the LaTeX, or everything at once. */
  stage: Outcome;
  who: Who;
  /** `cursor` of the page before. */
  cursor?: string;
  limit?: number;
};

/**
 * A page of the gallery: formulas in which only a, only b, both or neither is right, by name.
 * @throws AppError not_found | invalid_input when the two were not made on the same formulas
 */
export async function listDisagreements(
  actor: Actor,
  { a, b, stage, who, cursor, limit = 24 }: ListDisagreementsInput,
): Promise<DisagreementPage> {
  await requirePair(actor, { a, b });
  const after = cursor ? decode(cursor) : null;
  const [rows, counts] = await Promise.all([
    readPairs(getDb(), { a, b }, { outcome: stage, who, after, limit: limit + 1 }),
    countWho({ a, b }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    formulas: page.map(formula),
    total: counts[stage][who],
    cursor: rows.length > limit && last ? encode(last) : null,
  };
}
