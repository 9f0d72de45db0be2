import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { publicError } from '@/lib/log';

/** The shape of every error of /api/v1. */
export const ErrorAnswerSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});

/** Any error as the answer of a route. What was not expected shows as the id that it is logged under. */
export function errorResponse(error: unknown): Response {
  const { code, message, details, status } =
    error instanceof z.ZodError
      ? new AppError('invalid_input', z.prettifyError(error), { issues: error.issues })
      : publicError(error, 'web');
  return Response.json(
    { error: { code, message, ...(details !== undefined && { details }) } },
    { status, headers: { 'cache-control': 'no-store' } },
  );
}
