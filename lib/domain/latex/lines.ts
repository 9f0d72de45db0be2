import { stripDelimiters, tokenize } from './tokenize';

/**
 * The lines of a label as typed: what stands between the `\\` that are in no group and no environment. Empty lines
 * are left out.
 */
export function sourceLines(latex: string): string[] {
  const { body } = stripDelimiters(latex);
  const lines: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { token, position } of tokenize(body)) {
    if (token === '{' || token === '\\begin' || token === '\\left') depth += 1;
    else if (token === '}' || token === '\\end' || token === '\\right') depth -= 1;
    else if (token === '\\\\' && depth === 0) {
      lines.push(body.slice(start, position));
      start = position + token.length;
    }
  }
  return [...lines, body.slice(start)].map((line) => line.trim()).filter((line) => line !== '');
}
