/** Why a label does not parse, as screens say it in the reader's language. */
export const LATEX_REFUSALS = [
  'missing',
  'unexpected',
  'unknown_command',
  'unknown_environment',
  'no_argument',
  'two_scripts',
  'delimiter',
  'ends_early',
  'too_deep',
  'too_long',
  'macros',
  'other',
] as const;
export type LatexRefusal = (typeof LATEX_REFUSALS)[number];

/** `what` it is about, as it stands in the source; 'none' where that is not known. */
export interface RefusedFor {
  readonly why: LatexRefusal;
  readonly what: string;
}

type Rule = readonly [sentence: RegExp, why: LatexRefusal, what?: string];

/**
 * KaTeX says what is wrong in English sentences and in nothing else; ours are told apart in the same way. `what` is
 * what the sentence quotes, or what it means. The first that fits counts.
 */
const RULES: readonly Rule[] = [
  [/^Expected 'EOF', got '(.+)'$/su, 'unexpected'],
  [/^Expected '(.+)', got '.+'$/su, 'missing'],
  [/^Mismatch: \\begin(\{.+\}) matched by/su, 'missing', '\\end$1'],
  [/^a \} is missing$/u, 'missing', '}'],
  [/^Expected (?:& or )?\\\\ or \\cr or \\end$/u, 'missing', '\\end'],
  [/^Extra \}$|^a \} too many$/u, 'unexpected', '}'],
  [/^Too many tab characters: (.+)$/su, 'unexpected'],
  [/^unexpected (.+)$/su, 'unexpected'],
  [/^Can't use function '(.+)' in/su, 'unexpected'],
  [/^(\\middle) without preceding/u, 'unexpected'],
  [/^Undefined control sequence: (.+)$/su, 'unknown_command'],
  [/^No such environment: (.+)$/su, 'unknown_environment'],
  [/^Expected group (?:as argument to|after) '(.+)'$/su, 'no_argument'],
  [/^Got function '.+' with no arguments as argument to '(.+)'$/su, 'no_argument'],
  [/^(.+) needs a name in braces$/su, 'no_argument'],
  [/^Expected group as|with no arguments as|^an argument is missing$/u, 'no_argument', 'none'],
  [/^Double superscript$|^two superscripts$/u, 'two_scripts', '^'],
  [/^Double subscript$|^two subscripts$/u, 'two_scripts', '_'],
  [/^(?:Illegal delimiter: |Invalid delimiter )'(.+?)'/su, 'delimiter'],
  [/^Unexpected end of input|^the label ends too early$/u, 'ends_early', 'none'],
  [/^nested too deeply$/u, 'too_deep', 'none'],
  [/^longer than (\d+) characters$/u, 'too_long'],
  [/^a label defines no macros \((.+)\)$/su, 'macros'],
];

/** What a sentence of KaTeX or of this folder's parser says. */
export function refusedFor(sentence: string): RefusedFor {
  for (const [pattern, why, what = '$1'] of RULES) {
    const found = pattern.exec(sentence);
    if (found) return { why, what: what.replace('$1', () => found[1] ?? 'none') };
  }
  return { why: 'other', what: 'none' };
}
