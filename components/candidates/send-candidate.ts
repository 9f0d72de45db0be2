import { z } from 'zod';
import type { Failure } from '@/components/ui/action-result';
import { ERROR_STATUS, type ErrorCode } from '@/lib/errors';

const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];
const Refusal = z.object({ error: z.object({ code: z.enum(codes).catch('internal'), message: z.string() }) });
const Added = z.object({ id: z.uuid(), existed: z.boolean(), warnings: z.array(z.string()) });
export type Added = z.infer<typeof Added>;

export type Sent = { ok: true; added: Added } | { ok: false; failure: Failure };

/**
 * POST /api/v1/projects/:slug/candidates with a form of `card` and `model`. By XMLHttpRequest, since fetch
 * cannot say how much of a body has been sent. `onProgress` gets 0..1, 1 while the server checks it.
 */
export function sendCandidate(
  project: string,
  { card, model }: { card: File; model: File | null },
  onProgress: (share: number) => void,
): Promise<Sent> {
  const form = new FormData();
  form.set('card', card);
  if (model) form.set('model', model);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/projects/${project}/candidates`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(read(request.status, request.response));
    request.onerror = () => resolve({ ok: false, failure: { code: 'not_ready', message: '' } });
    request.send(form);
  });
}

function read(status: number, answer: unknown): Sent {
  const added = Added.safeParse(answer);
  if (status < 300 && added.success) return { ok: true, added: added.data };
  const refusal = Refusal.safeParse(answer);
  if (refusal.success) return { ok: false, failure: refusal.data.error };
  return { ok: false, failure: { code: status === 413 ? 'too_large' : 'internal', message: '' } };
}
