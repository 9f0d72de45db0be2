import { z } from 'zod';
import { ERROR_STATUS, type AppError, type ErrorCode } from '@/lib/errors';

/**
 * Why something could not be done, as it is stored: screens say the code in the language of whoever looks; the
 * message is the exact sentence, in English.
 */
export const FailureSchema = z
  .object({ code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]), message: z.string() })
  .strict();
export type Failure = z.infer<typeof FailureSchema>;

export const failureOf = ({ code, message }: AppError): Failure => ({ code, message });
