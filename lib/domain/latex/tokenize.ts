/** One LaTeX token and where it starts in the source, in UTF-16 code units. */
export interface SourceToken {
  token: string;
  position: number;
}

const PATTERN = /%[^\n]*|\s+|\\[A-Za-z]+\*?|\\[\s\S]|[\s\S]/gu;

/**
 * Splits LaTeX into control words, control symbols and single characters (TeXbook, chapter 7).
 * Whitespace and comments are left out. A star belongs to the word before it only in `\operatorname*`.
 */
export function tokenize(source: string): SourceToken[] {
  const tokens: SourceToken[] = [];
  for (const match of source.matchAll(PATTERN)) {
    const text = match[0];
    if (text.startsWith('%') || /^\s/u.test(text)) continue;
    if (text.length > 2 && text.endsWith('*') && text !== '\\operatorname*') {
      tokens.push({ token: text.slice(0, -1), position: match.index });
      tokens.push({ token: '*', position: match.index + text.length - 1 });
    } else {
      tokens.push({ token: text, position: match.index });
    }
  }
  return tokens;
}

/** `source` without the math delimiters around it (`$…$`, `$$…$$`, `\(…\)`, `\[…\]`), and how much was cut in front. */
export function stripDelimiters(source: string): { body: string; offset: number } {
  const start = source.length - source.trimStart().length;
  const text = source.trim();
  for (const [open, close] of [
    ['$$', '$$'],
    ['$', '$'],
    ['\\(', '\\)'],
    ['\\[', '\\]'],
  ] as const) {
    if (text.length >= open.length + close.length && text.startsWith(open) && text.endsWith(close)) {
      return { body: text.slice(open.length, text.length - close.length), offset: start + open.length };
    }
  }
  return { body: text, offset: start };
}
