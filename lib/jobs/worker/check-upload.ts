import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { CandidateCheck, OfferedCandidate } from '@/lib/inference/contract';
import { checkOffered } from '@/models/registration/check-candidate';

/** What a form and a card add around a model. */
const FORM_OVERHEAD = 2 * 1024 * 1024;
/** Each may take two gigabytes and a minute: they are tried one after the other, and not without end. */
const MAX_WAITING = 4;

async function readForm(request: IncomingMessage): Promise<FormData> {
  const limit = env().FORMULARY_MODEL_MAX_MB * 1024 * 1024 + FORM_OVERHEAD;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new AppError('too_large', 'The candidate is too large.');
    chunks.push(chunk);
  }
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  return new Response(Buffer.concat(chunks), { headers }).formData().catch((cause: unknown) => {
    throw new AppError('invalid_input', 'The form cannot be read.', undefined, { cause });
  });
}

/** The card and the model of a form. @throws AppError invalid_input | too_large */
export async function readOfferedForm(request: IncomingMessage): Promise<OfferedCandidate> {
  const form = await readForm(request);
  const [text, file] = [form.get('card'), form.get('model')];
  let card: unknown;
  try {
    card = JSON.parse(typeof text === 'string' ? text : '');
  } catch (cause) {
    throw new AppError('invalid_input', 'The card is not JSON.', undefined, { cause });
  }
  return { card, model: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : null };
}

/** Checks candidates one after the other, so that they never take the memory of several at once. */
export function candidateChecks(
  check: (offered: OfferedCandidate) => Promise<CandidateCheck> = checkOffered,
): (offered: OfferedCandidate) => Promise<CandidateCheck> {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (offered) => {
    if (waiting >= MAX_WAITING) {
      return Promise.reject(
        new AppError('not_ready', 'Several candidates are being checked: try again in a minute.'),
      );
    }
    waiting += 1;
    const result = tail.then(() => check(offered)).finally(() => (waiting -= 1));
    tail = result.catch(() => undefined);
    return result;
  };
}
