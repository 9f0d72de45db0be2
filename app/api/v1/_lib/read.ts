import { z } from 'zod';
import { AppError } from '@/lib/errors';

/** Largest JSON body in bytes: a batch of 500 edits is well below. */
const MAX_BODY = 8 * 1024 * 1024;

/** The query as an object: a name given several times is a list. */
export function readQuery(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** A query parameter that may be given several times. */
export function many<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).max(200).optional(),
  );
}

/** The JSON body, parsed. @throws AppError invalid_input | too_large; ZodError */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, optional: boolean): Promise<T> {
  const bytes = new Uint8Array(await readLimited(request));
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '' && optional) return schema.parse({});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('invalid_input', 'The body is not JSON.');
  }
  return schema.parse(value);
}

async function readLimited(request: Request): Promise<ArrayBuffer> {
  const tooLarge = () => new AppError('too_large', `The body may have at most ${MAX_BODY} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) throw tooLarge();
  const body = await request.arrayBuffer();
  if (body.byteLength > MAX_BODY) throw tooLarge();
  return body;
}
