/** Levenshtein distance: fewest insertions, deletions and substitutions that lead from `a` to `b`. */
export function editDistance<T>(a: readonly T[], b: readonly T[]): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  a.forEach((item, i) => {
    const current = [i + 1];
    b.forEach((other, j) => {
      const substitution = previous[j]! + (item === other ? 0 : 1);
      current.push(Math.min(substitution, previous[j + 1]! + 1, current[j]! + 1));
    });
    previous = current;
  });
  return previous[b.length]!;
}

/**
 * LaTeX as one types it: tokens without spaces, but for one between a command and a letter after it.
 * e.g. `\alpha`, `x` → `\alpha x`; `\alpha`, `^` → `\alpha^`.
 */
export function typedLatex(tokens: readonly string[]): string {
  let text = '';
  tokens.forEach((token, n) => {
    const before = tokens[n - 1] ?? '';
    const needsSpace = /^\\[A-Za-z]+$/u.test(before) && /^[A-Za-z]/u.test(token);
    text += (needsSpace ? ' ' : '') + token;
  });
  return text;
}
