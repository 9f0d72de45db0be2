import { z } from 'zod';
import {
  CommentSchema,
  TalkSchema,
  type Comment,
  type CommentChange,
  type NewComment,
  type Talk,
} from '@/lib/domain/comments';
import { FlagSchema, type Flag, type NewFlag } from '@/lib/domain/flags';

/** What the server said; `unreachable` when it said nothing that can be relied on. */
export type TalkAnswer<Value> = { ok: true; value: Value } | { ok: false; code: string; message: string };

/** A flag that is raised, and whether a formula waits that was sent back to this person. */
export type Raised = { flag: Flag; sentBackWaiting: boolean };

/** What talking about a formula asks of the server. Every request may be sent again. */
export interface TalkTransport {
  load(formulaId: string): Promise<TalkAnswer<Talk>>;
  post(formulaId: string, comment: NewComment): Promise<TalkAnswer<Comment>>;
  change(commentId: string, change: CommentChange): Promise<TalkAnswer<Comment>>;
  remove(commentId: string): Promise<TalkAnswer<null>>;
  raise(formulaId: string, flag: NewFlag): Promise<TalkAnswer<Raised>>;
  clear(flagId: string): Promise<TalkAnswer<null>>;
  /** Puts a skipped formula back into the queue. */
  giveBack(formulaId: string): Promise<TalkAnswer<null>>;
  see(commentIds: readonly string[]): Promise<TalkAnswer<null>>;
}

const ErrorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const RaisedSchema = z.object({ flag: FlagSchema, sentBackWaiting: z.boolean() });
const Nothing = z.unknown().transform(() => null);

/** A server that has not answered by then is asked again later. */
const PATIENCE_MS = 20_000;
const UNREACHABLE = { ok: false, code: 'unreachable', message: '' } as const;

/**
 * Talking over /api/v1. A server that is broken or too busy counts as one that did not answer.
 * @param userId whose page this is: nobody else who has signed in in this browser since speaks through it
 */
export function httpTalk(fetcher: typeof fetch, userId: string): TalkTransport {
  async function ask<Value>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    schema: z.ZodType<Value>,
    body?: unknown,
  ): Promise<TalkAnswer<Value>> {
    try {
      const response = await fetcher(`/api/v1${path}`, {
        method,
        credentials: 'same-origin',
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          'x-formulary-user': userId,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = text === '' ? undefined : JSON.parse(text);
      if (response.ok) return { ok: true, value: schema.parse(parsed) };
      if (response.status >= 500 || response.status === 429) return UNREACHABLE;
      return { ok: false, ...ErrorSchema.parse(parsed).error };
    } catch {
      return UNREACHABLE;
    }
  }
  return {
    load: (formulaId) => ask('GET', `/formulas/${formulaId}/comments`, TalkSchema),
    post: (formulaId, comment) => ask('POST', `/formulas/${formulaId}/comments`, CommentSchema, comment),
    change: (commentId, change) => ask('PATCH', `/comments/${commentId}`, CommentSchema, change),
    remove: (commentId) => ask('DELETE', `/comments/${commentId}`, Nothing),
    raise: (formulaId, flag) => ask('POST', `/formulas/${formulaId}/flags`, RaisedSchema, flag),
    clear: (flagId) => ask('DELETE', `/flags/${flagId}`, Nothing),
    giveBack: (formulaId) => ask('POST', `/formulas/${formulaId}/return`, Nothing, {}),
    see: (comments) => ask('POST', '/me/mentions/seen', Nothing, { comments }),
  };
}
