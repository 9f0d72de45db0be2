import { z } from 'zod';
import { StageSchema } from '@/lib/domain/stages';
import { isStorable } from '@/lib/domain/text';
import { AppError } from '@/lib/errors';

/** What a card must say for a candidate to have a row; that the rest fits is for the contract check to say. */
export const CardIdentitySchema = z.looseObject({
  stage: StageSchema,
  name: z.string().min(1).max(64),
  version: z.string().min(1).max(32),
  kind: z.enum(['onnx', 'rules']),
  sha256: z.string().optional(),
});
export type CardIdentity = z.infer<typeof CardIdentitySchema>;

/** Largest card.json in bytes: a class list of some thousand names and its metrics are far below. */
export const MAX_CARD_BYTES = 1024 * 1024;

/** A card as its author wrote it, with what names it. @throws AppError invalid_input */
export function identifyCard(card: unknown): CardIdentity {
  const parsed = CardIdentitySchema.safeParse(card);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'card.json'}: ${message}`,
    );
    throw new AppError(
      'invalid_input',
      `card.json must be an object with stage, name, version and kind, and it does not fit (${problems.join('; ')}): correct the card.`,
    );
  }
  if (!isStorable(card)) {
    throw new AppError(
      'invalid_input',
      'card.json must be plain text, and it holds a character that cannot be stored (NUL, or half of a surrogate pair): remove it.',
    );
  }
  return parsed.data;
}
