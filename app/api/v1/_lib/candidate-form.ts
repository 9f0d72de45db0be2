import { AppError } from '@/lib/errors';
import { MAX_CARD_BYTES } from '@/lib/server/candidates/card-identity';
import { maxModelBytes } from '@/lib/server/candidates/register';
import { readForm } from './upload';

/** What a form adds around a card and a model. */
const FORM_OVERHEAD = 16 * 1024;

async function readCard(part: FormDataEntryValue | null): Promise<unknown> {
  if (part === null) throw new AppError('invalid_input', 'Send card.json as the part "card" of the form.');
  const text = part instanceof File ? await part.text() : part;
  if (text.length > MAX_CARD_BYTES) {
    throw new AppError('too_large', `card.json may have at most ${MAX_CARD_BYTES} bytes.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError(
      'invalid_input',
      'card.json must be JSON, and cannot be read as such: send the card that belongs to the model.',
    );
  }
}

/**
 * A candidate as it is uploaded: a form with `card` (a file or text) and, unless the card is of kind rules,
 * the file `model`. Reading ends as soon as it is larger than a candidate may be.
 * @throws AppError too_large | invalid_input
 */
export async function readCandidateForm(
  request: Request,
): Promise<{ card: unknown; model: Uint8Array | null }> {
  const limit = maxModelBytes();
  const form = await readForm(
    request,
    limit + MAX_CARD_BYTES + FORM_OVERHEAD,
    `model.onnx may have at most ${limit} bytes, and what was sent is larger: make it smaller, or raise FORMULARY_MODEL_MAX_MB.`,
  );
  const card = await readCard(form.get('card'));
  const file = form.get('model');
  if (file !== null && !(file instanceof File)) {
    throw new AppError('invalid_input', 'Send model.onnx as a file in the part "model" of the form.');
  }
  return { card, model: file ? new Uint8Array(await file.arrayBuffer()) : null };
}
