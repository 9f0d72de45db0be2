import { AppError } from '@/lib/errors';

export type Upload = { path: string; bytes: Uint8Array };

/** What a browser's form adds around one file. */
const FORM_OVERHEAD = 16 * 1024;

const fileTooLarge = (limit: number) => `A file may have at most ${limit} bytes.`;

/** Read a body piece by piece, and stop as soon as it is longer than it may be. */
async function readLimited(
  request: Request,
  limit: number,
  refusal: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new AppError('too_large', refusal);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const typeOf = (request: Request) => request.headers.get('content-type') ?? '';
const isForm = (request: Request) => typeOf(request).startsWith('multipart/form-data');

function parseForm(body: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  return new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new AppError('invalid_input', 'The form cannot be read.');
  });
}

/**
 * A multipart form of at most `limit` bytes.
 * @param refusal the sentence for one that is longer
 * @throws AppError too_large | invalid_input
 */
export async function readForm(request: Request, limit: number, refusal: string): Promise<FormData> {
  if (!isForm(request)) throw new AppError('invalid_input', 'Send a form (multipart/form-data).');
  return parseForm(await readLimited(request, limit, refusal), typeOf(request));
}

/**
 * One uploaded file: a multipart form with one file in it, or the bare bytes with `?path=` as their name.
 * @throws AppError too_large | invalid_input
 */
export async function readUpload(request: Request, limit: number, path?: string): Promise<Upload> {
  const body = await readLimited(request, limit + FORM_OVERHEAD, fileTooLarge(limit));
  if (!isForm(request)) {
    if (!path) throw new AppError('invalid_input', 'Name the file with ?path=, or send it as a form.');
    return { path, bytes: body };
  }
  const files = [...(await parseForm(body, typeOf(request))).values()].filter(
    (value) => value instanceof File,
  );
  const [file] = files;
  if (!file || files.length !== 1) throw new AppError('invalid_input', 'Send exactly one file in a form.');
  return { path: path ?? file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
