import type { AtomKind } from './nodes';

/** A symbol that can be drawn. */
export interface SymbolDefinition {
  /** The LaTeX token that annotations use. */
  class: string;
  kind: AtomKind;
  /** The characters that carry its outline; more than one make one symbol too (\sin). */
  text: string;
}

const define = (kind: AtomKind, entries: Record<string, string>): SymbolDefinition[] =>
  Object.entries(entries).map(([name, text]) => ({ class: name, kind, text }));

const each = (characters: string): Record<string, string> =>
  Object.fromEntries([...characters].map((character) => [character, character]));

const DEFINITIONS: SymbolDefinition[] = [
  ...define('ord', each('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')),
  ...define('ord', {
    '.': '.',
    '/': '/',
    '|': '|',
    '\\prime': '′',
    '\\infty': '∞',
    '\\exists': '∃',
    '\\forall': '∀',
    '\\partial': '∂',
    '\\alpha': 'α',
    '\\beta': 'β',
    '\\gamma': 'γ',
    '\\delta': 'δ',
    '\\theta': 'θ',
    '\\lambda': 'λ',
    '\\mu': 'μ',
    '\\pi': 'π',
    '\\rho': 'ρ',
    '\\sigma': 'σ',
    '\\tau': 'τ',
    '\\phi': 'ϕ',
    '\\omega': 'ω',
    '\\Delta': 'Δ',
  }),
  ...define('op', { '\\sum': '∑', '\\prod': '∏', '\\int': '∫' }),
  ...define('op', {
    '\\sin': 'sin',
    '\\cos': 'cos',
    '\\tan': 'tan',
    '\\log': 'log',
    '\\ln': 'ln',
    '\\exp': 'exp',
    '\\lim': 'lim',
    '\\max': 'max',
    '\\min': 'min',
  }),
  ...define('bin', { '+': '+', '-': '−', '\\times': '×', '\\div': '÷', '\\pm': '±' }),
  ...define('rel', {
    '=': '=',
    '\\lt': '<',
    '\\gt': '>',
    '\\leq': '≤',
    '\\geq': '≥',
    '\\neq': '≠',
    '\\in': '∈',
    '\\rightarrow': '→',
  }),
  ...define('open', { '(': '(', '[': '[', '\\{': '{' }),
  ...define('close', { '!': '!', ')': ')', ']': ']', '\\}': '}' }),
  ...define('punct', { ',': ',' }),
  ...define('inner', { '\\ldots': '…' }),
  // The radical sign has no atom of its own: RadicalNode draws it.
  ...define('ord', { '\\sqrt': '√' }),
];

const BY_CLASS = new Map(DEFINITIONS.map((definition) => [definition.class, definition]));

/** The classes that `drawFormula` can draw, in the order of the table above. */
export const DRAWABLE_CLASSES: readonly string[] = DEFINITIONS.map((definition) => definition.class);

export function symbolDefinition(name: string): SymbolDefinition | undefined {
  return BY_CLASS.get(name);
}

/** Other spellings of the same class. */
const ALIASES: Record<string, string> = {
  '<': '\\lt',
  '>': '\\gt',
  '\\le': '\\leq',
  '\\ge': '\\geq',
  '\\ne': '\\neq',
  '\\to': '\\rightarrow',
  '\\dots': '\\ldots',
  '\\vert': '|',
  '\\lbrace': '\\{',
  '\\rbrace': '\\}',
};

/** The class that a LaTeX token stands for, or undefined for a token that draws no symbol. */
export function classOfToken(token: string): string | undefined {
  const name = ALIASES[token] ?? token;
  return BY_CLASS.has(name) && name !== '\\sqrt' ? name : undefined;
}

/** Operators whose scripts go under and over them; \int keeps them beside. */
const TAKES_LIMITS = new Set(['\\sum', '\\prod', '\\lim', '\\max', '\\min']);
export function takesLimits(name: string): boolean {
  return TAKES_LIMITS.has(name);
}

/** Symbols that TeX sets larger in display style. */
const BIG_OPERATORS = new Set(['\\sum', '\\prod', '\\int']);
export function isBigOperator(name: string): boolean {
  return BIG_OPERATORS.has(name);
}
