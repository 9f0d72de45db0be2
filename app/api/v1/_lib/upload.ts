import { AppError } from '@/lib/errors';

export type Upload = { path: string; bytes: Uint8Array };

/** What a browser's form adds around one file. */
const FORM_OVERHEAD = 16 * 1024;

/** Read a body piece by piece, and stop as soon as it is longer than it may be. */
async function readLimited(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > limit) throw new AppError('too_large', `A file may have at most ${limit} bytes.`);
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * One uploaded file: a multipart form with one file in it, or the bare bytes with `?path=` as their name.
 * @throws AppError too_large | invalid_input
 */
export async function readUpload(request: Request, limit: number, path?: string): Promise<Upload> {
  if (Number(request.headers.get('content-length') ?? 0) > limit + FORM_OVERHEAD) {
    throw new AppError('too_large', `A file may have at most ${limit} bytes.`);
  }
  const type = request.headers.get('content-type') ?? '';
  const body = await readLimited(request, limit + FORM_OVERHEAD);
  if (!type.startsWith('multipart/form-data')) {
    if (!path) throw new AppError('invalid_input', 'Name the file with ?path=, or send it as a form.');
    return { path, bytes: body };
  }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new AppError('invalid_input', 'The form cannot be read.');
  });
  const files = [...form.values()].filter((value) => value instanceof File);
  const [file] = files;
  if (!file || files.length !== 1) throw new AppError('invalid_input', 'Send exactly one file in a form.');
  return { path: path ?? file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
