import {
  snippetCompletion,
  type Completion,
  type CompletionContext,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { TOKENS_WITH_SIGN, signOf } from '@/lib/domain/symbol-classes/signs';
import { renderSign } from './render';

/** Commands around other signs, with a place to go to for each of them. What is shown, and what is typed. */
const STRUCTURES: readonly [label: string, template: string][] = [
  ['\\frac{}{}', '\\frac{${}}{${}}'],
  ['\\sqrt{}', '\\sqrt{${}}'],
  ['\\sqrt[]{}', '\\sqrt[${}]{${}}'],
  ['\\sum_{}^{}', '\\sum_{${}}^{${}}'],
  ['\\prod_{}^{}', '\\prod_{${}}^{${}}'],
  ['\\int_{}^{}', '\\int_{${}}^{${}}'],
  ['\\lim_{}', '\\lim_{${}}'],
  ['\\overline{}', '\\overline{${}}'],
  ['\\underline{}', '\\underline{${}}'],
  ['\\hat{}', '\\hat{${}}'],
  ['\\bar{}', '\\bar{${}}'],
  ['\\tilde{}', '\\tilde{${}}'],
  ['\\vec{}', '\\vec{${}}'],
  ['\\dot{}', '\\dot{${}}'],
  ['\\binom{}{}', '\\binom{${}}{${}}'],
  ['\\overset{}{}', '\\overset{${}}{${}}'],
  ['\\underset{}{}', '\\underset{${}}{${}}'],
  ['\\mathbb{}', '\\mathbb{${}}'],
  ['\\mathcal{}', '\\mathcal{${}}'],
  ['\\text{}', '\\text{${}}'],
  ['\\left(\\right)', '\\left(${}\\right)'],
  ['\\left[\\right]', '\\left[${}\\right]'],
  ['\\begin{cases}', '\\begin{cases}${}\\end{cases}'],
  ['\\begin{matrix}', '\\begin{matrix}${}\\end{matrix}'],
];

/** Names of functions and the like, which have letters for a sign. */
const WORDS = (
  '\\sin \\cos \\tan \\cot \\sec \\csc \\arcsin \\arccos \\arctan \\sinh \\cosh \\tanh \\log \\ln \\exp \\lim \\max \\min ' +
  '\\sup \\inf \\det \\dim \\ker \\gcd \\arg \\deg \\mod \\left \\right \\quad'
).split(' ');

const isCommand = (name: string) => /^\\[A-Za-z]/u.test(name);

function options(classes: readonly string[]): Completion[] {
  const own = new Set(classes.filter(isCommand));
  const known = [...TOKENS_WITH_SIGN, ...WORDS].filter((name) => isCommand(name) && !own.has(name));
  return [
    ...[...own].map((label) => ({ label, type: 'class', boost: 2 })),
    ...STRUCTURES.map(([label, template]) =>
      snippetCompletion(template, { label, type: 'structure', boost: 1 }),
    ),
    ...[...new Set(known)].map((label) => ({ label, type: 'command' })),
  ];
}

/**
 * Completes commands from the backslash on, or anywhere when asked: the project's classes first, then structures
 * with places to fill in, then every other sign.
 */
export function latexCompletion(classes: readonly string[]): CompletionSource {
  const all = options(classes);
  return (context: CompletionContext) => {
    const word = context.matchBefore(/\\[A-Za-z]*/u);
    if (!word && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options: all, validFor: /^\\?[A-Za-z]*$/u };
  };
}

/** The sign in front of a completion: from Unicode where it has one, else drawn; of structures with empty places. */
export function signBefore(completion: Completion): Node {
  const cell = document.createElement('span');
  cell.className = 'cm-latex-sign';
  cell.ariaHidden = 'true';
  const { label, type } = completion;
  const sign = type === 'structure' ? '' : signOf(label);
  const plain = sign !== '' && sign !== label.slice(1);
  const drawn = plain ? null : renderSign(type === 'structure' ? withPlaces(label) : label);
  if (drawn === null) cell.textContent = plain ? sign : '';
  else cell.innerHTML = drawn;
  return cell;
}

/** Small squares where something is to be filled in. */
function withPlaces(label: string): string {
  const environment = /^\\begin\{(\w+)\}$/u.exec(label);
  if (environment) return `\\begin{${environment[1]}}\\square\\end{${environment[1]}}`;
  return label
    .replaceAll('{}', '{\\square}')
    .replaceAll('[]', '[\\square]')
    .replace(/^(\\left.)/u, '$1\\square');
}
