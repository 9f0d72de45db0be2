import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { ActionResult } from '@/components/ui/action-result';
import { requireActor } from '@/lib/auth/actor';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { publicError } from '@/lib/log';

/**
 * The edge of every server action: parse, find out who asks, call the use case, and turn an error into
 * a value that the form can show. Redirects pass through.
 */
export async function runAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  input: unknown,
  call: (actor: Actor, input: z.infer<Schema>) => Promise<Value>,
): Promise<ActionResult<Value>> {
  const actor = await requireActor();
  return answer(async () => call(actor, parse(schema, input)));
}

/** The same for what may be done signed out. */
export async function answer<Value>(call: () => Promise<Value>): Promise<ActionResult<Value>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    unstable_rethrow(error);
    const { code, message, details } = publicError(error, 'web');
    return { ok: false, failure: { code, message, details } };
  }
}

/** @throws {AppError} `invalid_input` with a sentence for each field that does not fit */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new AppError('invalid_input', problems.join('; '), { issues: parsed.error.issues });
}

/** Fields of a form as a plain object; a field that occurs several times is named in `lists`. */
export function fieldsOf(form: FormData, lists: readonly string[] = []): Record<string, unknown> {
  const names = [...form.keys()].filter((name) => !name.startsWith('$'));
  return {
    ...Object.fromEntries(lists.map((name) => [name, []])),
    ...Object.fromEntries(
      names.map((name) => [name, lists.includes(name) ? form.getAll(name) : form.get(name)]),
    ),
  };
}
