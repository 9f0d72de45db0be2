import { AppError } from '@/lib/errors';

/**
 * A candidate is refused with one sentence: what was expected, what was found, what to do.
 * @throws AppError invalid_input
 */
export function refuse(sentence: string, cause?: unknown): never {
  throw new AppError('invalid_input', sentence, undefined, { cause });
}

/** What ONNX Runtime said, as one short line without the places in its own source that it names. */
export function runtimeWords(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const asked = /requested buffer of size (\d+)/u.exec(text)?.[1];
  if (asked) return `it asks for ${asked} bytes of memory at once`;
  const said = text
    .replace(/^.*(?:Status Message|failed):\s*/su, '')
    // The place in its source, and the function there: path:line name(arguments).
    .replace(/^(?:\/|[A-Z]:\\)\S+?:\d+\s+(?:.*?\)\s+)?/su, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\. (?=[A-Z])/gu, '; ')
    .trim()
    .replace(/\.$/u, '');
  return (said || text.replaceAll(/\s+/gu, ' ').trim()).slice(0, 240);
}

/** Columns for classes other than those that the card lists. @throws AppError invalid_input */
export function refuseClassColumns(name: string, columns: number, classes: number): never {
  refuse(
    `The model's "${name}" has ${columns} class columns, ${columns - 1} classes and "no symbol", and card.json lists ${classes} classes: list the model's classes in the order of its columns.`,
  );
}
