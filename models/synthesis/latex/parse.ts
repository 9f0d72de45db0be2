import { AppError } from '@/lib/errors';
import type { FormulaNode, RowNode } from './nodes';
import { classOfToken, symbolDefinition, takesLimits } from './symbols';

const TOKEN = /\\[A-Za-z]+|\\.|[^\s\\]/gu;

const SPACES: Record<string, number> = {
  '\\,': 3,
  '\\:': 4,
  '\\;': 5,
  '\\!': -3,
  '\\ ': 6,
  '\\quad': 18,
  '\\qquad': 36,
};
const FRACTIONS: Record<string, 'auto' | 'display' | 'text'> = {
  '\\frac': 'auto',
  '\\dfrac': 'display',
  '\\tfrac': 'text',
};

/**
 * Reads the part of LaTeX that can be drawn: symbols, scripts, fractions, roots, fences and lines.
 * Returns one row per line of the formula. Anything else is refused by name, never left out.
 */
export function parseLatex(latex: string): RowNode[] {
  const tokens = latex.match(TOKEN) ?? [];
  let position = 0;

  const refuse = (reason: string): never => {
    throw new AppError('invalid_input', `Cannot draw ${JSON.stringify(latex)}: ${reason}.`, { latex });
  };
  const peek = (): string | undefined => tokens[position];
  const take = (): string => tokens[position++] ?? refuse('it ends too early');
  const expect = (token: string): void => {
    const found = take();
    if (found !== token) refuse(`expected ${token} and found ${found}`);
  };

  /** What `_`, `^`, `\frac` and `\sqrt` take: a group, or one atom without scripts. */
  const argument = (): RowNode => {
    if (peek() !== '{') return { type: 'row', children: [atom()] };
    take();
    const content = row((token) => token === '}');
    expect('}');
    if (content.children.length === 0) refuse('an argument is empty');
    return content;
  };

  const delimiter = (): string | null => {
    const token = take();
    if (token === '.') return null;
    return classOfToken(token) ?? refuse(`${token} is not a delimiter`);
  };

  const atom = (): FormulaNode => {
    const token = take();
    if (token === '{') {
      position -= 1;
      return argument();
    }
    const size = FRACTIONS[token];
    if (size !== undefined) return { type: 'fraction', numerator: argument(), denominator: argument(), size };
    if (token === '\\sqrt') return radical();
    if (token === '\\left') {
      const left = delimiter();
      const content = row((next) => next === '\\right');
      expect('\\right');
      return { type: 'fenced', left, content, right: delimiter() };
    }
    const mu = SPACES[token];
    if (mu !== undefined) return { type: 'space', mu };
    const name = classOfToken(token);
    const definition = name === undefined ? undefined : symbolDefinition(name);
    if (definition === undefined) return refuse(`${token} is not among the symbols that can be drawn`);
    return { type: 'symbol', class: definition.class, kind: definition.kind };
  };

  const radical = (): FormulaNode => {
    let index: RowNode | null = null;
    if (peek() === '[') {
      take();
      index = row((token) => token === ']');
      expect(']');
    }
    return { type: 'radical', index, content: argument() };
  };

  const scripted = (): FormulaNode => {
    const base = atom();
    let sub: RowNode | null = null;
    let sup: RowNode | null = null;
    let limits = base.type === 'symbol' && takesLimits(base.class);
    for (let token = peek(); token !== undefined; token = peek()) {
      if (token === '\\limits' || token === '\\nolimits') limits = token === '\\limits';
      else if (token === '_' && sub === null) sub = (take(), argument());
      else if (token === '^') sup = (take(), joined(sup, argument(), refuse));
      else if (token === "'") {
        sup = joined(
          sup,
          { type: 'row', children: [{ type: 'symbol', class: '\\prime', kind: 'ord' }] },
          refuse,
        );
        take();
        continue;
      } else if (token === '_') refuse('a symbol has two subscripts');
      else break;
      if (token.startsWith('\\')) take();
    }
    return sub === null && sup === null ? base : { type: 'scripts', base, sub, sup, limits };
  };

  function row(ends: (token: string) => boolean): RowNode {
    const children: FormulaNode[] = [];
    for (let token = peek(); token !== undefined && !ends(token); token = peek()) {
      if (token === '}' || token === '\\right' || token === '&') refuse(`${token} has no partner`);
      children.push(scripted());
    }
    return { type: 'row', children };
  }

  const lines: RowNode[] = [];
  do {
    if (lines.length > 0) expect('\\\\');
    const line = row((token) => token === '\\\\');
    if (line.children.every((child) => child.type === 'space')) refuse('a line is empty');
    lines.push(line);
  } while (position < tokens.length);
  return lines;
}

/** `f'^2` and `f''` are one superscript; `x^2^3` is an error, as in TeX. */
function joined(first: RowNode | null, second: RowNode, refuse: (reason: string) => never): RowNode {
  if (first === null) return second;
  const primes = first.children.every((child) => child.type === 'symbol' && child.class === '\\prime');
  return primes
    ? { type: 'row', children: [...first.children, ...second.children] }
    : refuse('a symbol has two superscripts');
}
