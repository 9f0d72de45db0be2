import katex from 'katex';
import { flatten, LatexError, parseLatex, type PlacedToken } from './parse';
import { stripDelimiters } from './tokenize';
import { LOOK_ALIKES } from './vocabulary';

type Refused = { ok: false; message: string; position: number };
export type CanonicalLatex = { ok: true; tokens: string[]; canonical: string } | Refused;

const MACROS_OF_THEIR_OWN =
  /\\(?:def|gdef|edef|xdef|let|futurelet|newcommand|renewcommand|providecommand)(?![A-Za-z])/u;
const MAX_LENGTH = 20_000;

type KatexProblem = { message: string; position: number } | undefined;

/** The last answers: one change of a label is looked at by several rules one after the other. */
const recent = new Map<string, KatexProblem>();
const RECENT = 8;

/** What KaTeX, which draws the label on screen, has against it; undefined when nothing. */
function katexProblem(body: string): KatexProblem {
  if (recent.has(body)) return recent.get(body);
  const problem = askKatex(body);
  for (const oldest of recent.keys()) if (recent.size >= RECENT) recent.delete(oldest);
  recent.set(body, problem);
  return problem;
}

function askKatex(body: string): KatexProblem {
  try {
    katex.renderToString(body, {
      output: 'mathml',
      displayMode: true,
      strict: 'ignore',
      trust: false,
      macros: { '\\mbox': '\\mathrm' }, // KaTeX has no \mbox; labels of the field are full of it
    });
    return undefined;
  } catch (error) {
    // KaTeX descends without a limit of its own.
    if (error instanceof RangeError) return { message: 'nested too deeply', position: 0 };
    if (!(error instanceof katex.ParseError)) throw error;
    const position = (error as { position?: number }).position ?? 0;
    return {
      message: error.message.replace(/^KaTeX parse error: | at (?:position \d+|end of input): .*$/gsu, ''),
      position,
    };
  }
}

/**
 * The canonical tokens of a label, each with where the source says it. Fails as
 * `canonicalLatex` does.
 */
export function placedTokens(raw: string): { ok: true; tokens: PlacedToken[] } | Refused {
  if (raw.length > MAX_LENGTH) {
    return { ok: false, message: `longer than ${MAX_LENGTH} characters`, position: MAX_LENGTH };
  }
  const { body, offset } = stripDelimiters(raw);
  const own = MACROS_OF_THEIR_OWN.exec(body);
  if (own)
    return { ok: false, message: `a label defines no macros (${own[0]})`, position: offset + own.index };
  const problem = katexProblem(body);
  if (problem) return { ok: false, message: problem.message, position: offset + problem.position };
  try {
    return { ok: true, tokens: flatten(parseLatex(raw)) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: 'nested too deeply', position: 0 };
    if (!(error instanceof LatexError)) throw error;
    return { ok: false, message: error.message, position: error.position };
  }
}

function canonicalise(raw: string, spelling: ReadonlyMap<string, string> | undefined): CanonicalLatex {
  const placed = placedTokens(raw);
  if (!placed.ok) return placed;
  const tokens = placed.tokens.map(({ token }) => spelling?.get(token) ?? token);
  return { ok: true, tokens, canonical: tokens.join(' ') };
}

/**
 * Canonical LaTeX of a label as typed: space-separated tokens, braces around every argument, `_` before `^`,
 * without spacing, font and size commands, one spelling for each sign (shared/FORMATS.md "LaTeX
 * normalisation"). Idempotent. An empty label is canonical and has no tokens.
 * @returns `ok: false` with a sentence and a position (UTF-16 code units in `raw`) when it does not parse.
 */
export function canonicalLatex(raw: string): CanonicalLatex {
  return canonicalise(raw, undefined);
}

/**
 * As `canonicalLatex`, and signs that handwriting does not tell apart are one (`\cdots` and `\ldots`, `\cdot`
 * and `.`, `\mid` and `|`): the form in which predictions are compared with truth.
 */
export function canonicalForScoring(raw: string): CanonicalLatex {
  return canonicalise(raw, LOOK_ALIKES);
}
