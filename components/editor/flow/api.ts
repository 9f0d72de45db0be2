import { z } from 'zod';
import { PredictionSchema } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Stage } from '@/lib/domain/stages';
import { EditorPayloadSchema, type EditorPayload } from '@/lib/domain/editor-payload';

const ErrorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
/** What is done is done; the answer's body is of no use here. */
const Done = z.unknown().transform(() => null);
/** Gone from one's hands; and does something wait that was sent back to this person? */
const LeftSchema = z.object({ sentBackWaiting: z.boolean() });
const NextSchema = z.object({ next: EditorPayloadSchema.nullable() });

const CascadeSchema = z.object({ prediction: PredictionSchema });
const ListSchema = z.object({ items: z.array(z.object({ id: z.uuid() })) });

/** A request that the server did not grant; `unreachable` when it never answered. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}
export type Answer<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

/** A server that has not answered by then is not going to; every request here may be sent again. */
const PATIENCE_MS = 30_000;

/** Whose page this is: the server does nothing for anybody else who has signed in in this browser since. */
const OPENER = 'x-formulary-user';

async function post<Value>(
  userId: string,
  path: string,
  body: unknown,
  schema: z.ZodType<Value>,
): Promise<Answer<Value>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [OPENER]: userId },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return { ok: true, value: schema.parse(parsed) };
    const known = ErrorSchema.safeParse(parsed);
    return {
      ok: false,
      refusal: known.success ? known.data.error : { code: 'internal', message: `HTTP ${response.status}` },
    };
  } catch {
    return { ok: false, refusal: { code: 'unreachable', message: '' } };
  }
}

/** What the editor asks of the server beyond saving, for the person whose page it is. */
export const editorApi = (userId: string) => {
  const ask = <Value>(path: string, body: unknown, schema: z.ZodType<Value>) =>
    post(userId, path, body, schema);
  return {
    submit: (formulaId: string, version: number, confirmedWarnings: readonly string[]) =>
      ask(`/formulas/${formulaId}/submit`, { version, confirmedWarnings }, LeftSchema),
    skip: (formulaId: string, reason: string) => ask(`/formulas/${formulaId}/skip`, { reason }, LeftSchema),
    approve: (formulaId: string, version: number, confirmedWarnings: readonly string[]) =>
      ask(`/formulas/${formulaId}/review`, { verdict: 'approve', version, confirmedWarnings }, Done),
    sendBack: (formulaId: string, reason: string) =>
      ask(`/formulas/${formulaId}/review`, { verdict: 'send_back', reason }, Done),
    applyDraft: (draftId: string) => ask(`/drafts/${draftId}/apply`, {}, Done),
    discardDraft: (draftId: string) => ask(`/drafts/${draftId}/discard`, {}, Done),
    /** What the stages behind a changed one say now, around what is pinned. */
    cascade: (formulaId: string, annotation: Annotation, changedStage: Stage) =>
      ask(`/formulas/${formulaId}/cascade`, { annotation, changedStage }, CascadeSchema),
    heartbeat: (formulaId: string) => ask(`/formulas/${formulaId}/heartbeat`, {}, Done),
    /** The formula after those in `except`, leased; `next: null` when there is none. */
    async next(project: string, except: readonly string[]): Promise<Answer<EditorPayload | null>> {
      const answer = await ask(`/projects/${encodeURIComponent(project)}/queue/next`, { except }, NextSchema);
      return answer.ok ? { ok: true, value: answer.value.next } : answer;
    },
    /** The formula that has waited longest for review, but for `except`; null when there is none. */
    async nextToReview(project: string, except: string): Promise<string | null> {
      const query = 'state=submitted&order=oldest&limit=2';
      try {
        const response = await fetch(`/api/v1/projects/${encodeURIComponent(project)}/formulas?${query}`, {
          headers: { [OPENER]: userId },
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const { items } = ListSchema.parse(await response.json());
        return items.find(({ id }) => id !== except)?.id ?? null;
      } catch {
        return null;
      }
    },
  };
};
export type EditorApi = ReturnType<typeof editorApi>;
