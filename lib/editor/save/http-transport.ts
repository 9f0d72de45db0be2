import { z } from 'zod';
import { SaveResponseSchema, type SaveRequest } from '@/lib/domain/annotation/edit';
import { AnnotationSchema } from '@/lib/domain/annotation/schema';
import type { LoadOutcome, SaveOutcome, SaveTransport } from './transport';

const ErrorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
const StaleSchema = z.object({ version: z.number().int(), annotation: AnnotationSchema });
const DraftSchema = z.object({ draftId: z.string() });
const LoadedSchema = z.object({
  annotation: z.object({ version: z.number().int(), value: AnnotationSchema }),
});

export interface HttpEndpoints {
  /** POST a SaveRequest, e.g. `/api/v1/annotations/<id>/edits`. */
  readonly edits: string;
  /** Whose page this is: the server refuses to save for anybody else who has signed in in this browser since. */
  readonly userId: string;
  /** GET the editor's payload, e.g. `/api/v1/formulas/<id>`. */
  readonly formula: string;
}

/** A request that the server has not answered by then is sent again; it is idempotent. */
const TIMEOUT_MS = 20_000;

const TOO_LARGE = { error: { code: 'too_large', message: 'The request is too large.' } };

type Failure = Extract<SaveOutcome, { kind: 'signed_out' | 'unreachable' | 'refused' }>;
type Answer = { ok: true; body: unknown } | { ok: false; status: number; body: unknown } | { ok: null };

/** The save protocol over HTTP. An answer that is not the protocol's is taken for an unreachable server. */
export function httpTransport(endpoints: HttpEndpoints, fetcher: typeof fetch): SaveTransport {
  async function ask(url: string, init: RequestInit): Promise<Answer> {
    try {
      const response = await fetcher(url, {
        ...init,
        headers: { ...init.headers, 'x-formulary-user': endpoints.userId },
        credentials: 'same-origin',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      // A proxy on the way may say it too, and says it in words of its own.
      if (response.status === 413) return { ok: false, status: 413, body: TOO_LARGE };
      const body: unknown = await response.json();
      return response.ok ? { ok: true, body } : { ok: false, status: response.status, body };
    } catch {
      return { ok: null };
    }
  }

  function failure(status: number, code: string, message: string): Failure {
    if (status === 401) return { kind: 'signed_out' };
    // Too busy and broken servers get better; what they did with the batch is not known.
    if (status >= 500 || status === 429 || status === 408) return { kind: 'unreachable' };
    return { kind: 'refused', code, message };
  }

  function readError(answer: { status: number; body: unknown }) {
    const parsed = ErrorSchema.safeParse(answer.body);
    return parsed.success
      ? parsed.data.error
      : { code: 'internal', message: `HTTP ${answer.status}`, details: undefined };
  }

  return {
    async save(request: SaveRequest): Promise<SaveOutcome> {
      const answer = await ask(endpoints.edits, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      if (answer.ok === null) return { kind: 'unreachable' };
      if (answer.ok) {
        const parsed = SaveResponseSchema.safeParse(answer.body);
        return parsed.success ? { kind: 'saved', ...parsed.data } : { kind: 'unreachable' };
      }
      const { code, message, details } = readError(answer);
      if (code === 'stale') {
        const stale = StaleSchema.safeParse(details);
        return stale.success ? { kind: 'stale', ...stale.data } : { kind: 'unreachable' };
      }
      if (code === 'lease_lost') {
        const draft = DraftSchema.safeParse(details);
        return { kind: 'lease_lost', draftId: draft.success ? draft.data.draftId : null, message };
      }
      return failure(answer.status, code, message);
    },

    async load(): Promise<LoadOutcome> {
      const answer = await ask(endpoints.formula, { method: 'GET' });
      if (answer.ok === null) return { kind: 'unreachable' };
      if (answer.ok) {
        const parsed = LoadedSchema.safeParse(answer.body);
        if (!parsed.success) return { kind: 'unreachable' };
        const { version, value } = parsed.data.annotation;
        return { kind: 'loaded', version, annotation: value };
      }
      const { code, message } = readError(answer);
      return failure(answer.status, code, message);
    },
  };
}
