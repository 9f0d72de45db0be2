import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReason, reasonText, type EvaluationReason } from '@/lib/domain/evaluation-reasons';

describe('why an evaluation ended', () => {
  it('is read back from the sentence that is stored, whatever the names are', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes(':'));
    const reason: fc.Arbitrary<EvaluationReason> = fc.oneof(
      word.map((by) => ({ code: 'cancelled' as const, by })),
      fc
        .tuple(word, word)
        .map(([name, why]) => ({ code: 'noneScored' as const, first: { name, reason: why } })),
      fc.constant({ code: 'noneScored' as const, first: null }),
    );
    fc.assert(
      fc.property(reason, (given) => {
        expect(readReason(reasonText(given))).toEqual(given);
      }),
    );
  });

  it('is shown as it is where it is no sentence of ours', () => {
    expect(readReason('The model ran out of memory.')).toEqual({
      code: 'other',
      text: 'The model ran out of memory.',
    });
  });
});
