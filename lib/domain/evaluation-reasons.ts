import { z } from 'zod';
import { FailureSchema } from './failure';

/** Why an evaluation ended without numbers, as it is stored; screens say it in the language of whoever looks. */
export const EvaluationReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('cancelled'), by: z.string() }).strict(),
  z
    .object({
      code: z.literal('none_scored'),
      first: z.object({ name: z.string(), failure: FailureSchema }).strict().nullable(),
    })
    .strict(),
  z.object({ code: z.literal('failed'), failure: FailureSchema }).strict(),
]);
export type EvaluationReason = z.infer<typeof EvaluationReasonSchema>;

/** One English sentence, for the API and the command line. */
export function reasonText(reason: EvaluationReason): string {
  if (reason.code === 'cancelled') return `Cancelled by ${reason.by}.`;
  if (reason.code === 'failed') return reason.failure.message;
  const { first } = reason;
  return `None of the formulas could be scored.${first ? ` The first: ${first.name}: ${first.failure.message}` : ''}`;
}
