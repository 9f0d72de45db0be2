import { z } from 'zod';

/**
 * What the database can keep. PostgreSQL takes neither NUL nor half of a surrogate pair, in text or in jsonb
 * (PostgreSQL manual, 8.14 JSON Types): both are refused where they come in.
 */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** The same in serialised JSON, where both are written as escapes; an escaped backslash before it is none. */
const UNSTORABLE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Text that can be stored: no NUL, no half of a surrogate pair. */
export const TextSchema = z.string().refine((text) => !UNSTORABLE.test(text), {
  message: 'holds a character that cannot be stored (NUL, or half of a surrogate pair)',
});

/** Whether every key and every text in a JSON value can be stored. */
export function isStorable(value: unknown): boolean {
  return !UNSTORABLE_ESCAPE.test(JSON.stringify(value) ?? '');
}

/** A text without what cannot be stored, at most `length` UTF-16 units long; no pair is cut in half. */
export function storableText(text: string, length: number): string {
  const kept = text.replaceAll(new RegExp(UNSTORABLE, 'gu'), '');
  return kept.slice(0, length).replace(/\p{Surrogate}$/u, '');
}
