import type { z } from 'zod';
import { secret } from '@/lib/auth/secrets';
import { ExplanationSchema, type Explanation } from '@/lib/domain/explanation';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/errors';
import { inferenceAddress } from './address';
import {
  CandidateCheckSchema,
  InferenceErrorSchema,
  InferenceHealthSchema,
  InferenceResponseSchema,
  type CandidateCheck,
  type CascadeRequest,
  type ExplainRequest,
  type InferenceHealth,
  type InferenceResponse,
  type OfferedCandidate,
  type PredictRequest,
} from './contract';

export type {
  CandidateCheck,
  CascadeRequest,
  ExplainRequest,
  InferenceHealth,
  InferenceResponse,
  OfferedCandidate,
  PredictRequest,
} from './contract';

/** A person waits: longer than this is an answer of its own. */
const TIMEOUT_MS = 60_000;
const HEALTH_TIMEOUT_MS = 2_000;
/** A model that is stuck is ended well before. */
const CHECK_TIMEOUT_MS = 180_000;

async function ask<T>(route: string, schema: z.ZodType<T>, body: unknown, timeoutMs: number): Promise<T> {
  const address = await inferenceAddress();
  let response: Response;
  try {
    response = await fetch(`${address}${route}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${secret('inference')}`,
        // A form says itself where its parts end.
        ...(!(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
  } catch (error) {
    throw new AppError('not_ready', 'The models cannot be reached: try again in a moment.', undefined, {
      cause: error,
    });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refusal(answer);
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new AppError('inference_failed', 'The models gave an answer that cannot be read.', undefined, {
    cause: parsed.error,
  });
}

function refusal(answer: unknown): AppError {
  const parsed = InferenceErrorSchema.safeParse(answer);
  const error = parsed.success ? parsed.data.error : null;
  const known = error !== null && Object.hasOwn(ERROR_STATUS, error.code);
  // A worker with another secret is a matter of set-up, not of whoever is signed in here.
  if (!error || !known || error.code === 'unauthenticated') {
    return new AppError('inference_failed', 'The models refused to answer.', error);
  }
  return new AppError(error.code as ErrorCode, error.message, error.details);
}

/** The whole pipeline on a stored image, ahead of batch work. */
export function predictFormula(request: PredictRequest): Promise<InferenceResponse> {
  return ask('/predict', InferenceResponseSchema, request, TIMEOUT_MS);
}

/**
 * What the stages after `changedStage` say around the pins of `annotation`: classes, places and LaTeX after
 * a change of boxes; places, LaTeX and unpinned classes in context after a change of classes; LaTeX alone
 * after a change of the ordering. Symbols keep their ids; every pinned value comes back as it was.
 * @throws AppError not_ready, inference_failed, not_found (no such image).
 */
export function cascade(request: CascadeRequest): Promise<InferenceResponse> {
  return ask('/cascade', InferenceResponseSchema, request, TIMEOUT_MS);
}

/**
 * What each stage saw and said about a stored image, by `candidates` (ids of rows); stages that are not named
 * are done by those that are shipped.
 * @throws AppError not_ready, inference_failed, not_found (no such image, no such candidate), invalid_input (a
 *   candidate that does not fit its stage or the others).
 */
export function explainFormula(request: ExplainRequest): Promise<Explanation> {
  return ask('/explain', ExplanationSchema, request, TIMEOUT_MS);
}

/**
 * Has a candidate checked against the contract of its stage, by running it where it can do no harm.
 * @throws AppError invalid_input with the reason; not_ready, inference_failed when it could not be checked.
 */
export function checkCandidate(offered: OfferedCandidate): Promise<CandidateCheck> {
  const form = new FormData();
  form.set('card', JSON.stringify(offered.card));
  if (offered.model) form.set('model', new Blob([new Uint8Array(offered.model)]), 'model.onnx');
  return ask('/check', CandidateCheckSchema, form, CHECK_TIMEOUT_MS);
}

/** How the worker is. @throws AppError not_ready when it cannot be reached. */
export function inferenceHealth(): Promise<InferenceHealth> {
  return ask('/health', InferenceHealthSchema, undefined, HEALTH_TIMEOUT_MS);
}
