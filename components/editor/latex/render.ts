import 'katex/dist/katex.min.css';
import katex from 'katex';
import { stripDelimiters } from '@/lib/domain/latex';

interface RenderOptions {
  /** For what is only looked at: no MathML beside it for screen readers. */
  readonly silent?: boolean;
}

/**
 * KaTeX's markup of a label as typed; several lines stand under each other. Nothing in a label is trusted: no
 * links, no styles, no attributes.
 * @returns null when it cannot be drawn.
 */
export function renderLatex(latex: string, { silent = false }: RenderOptions = {}): string | null {
  const { body } = stripDelimiters(latex);
  const several = /\\\\/u.test(body) && !body.includes('\\begin');
  try {
    return katex.renderToString(several ? `\\begin{gathered}${body}\\end{gathered}` : body, {
      displayMode: true,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      output: silent ? 'html' : 'htmlAndMathml',
      macros: { '\\mbox': '\\mathrm' }, // KaTeX has no \mbox
    });
  } catch {
    return null;
  }
}

const signs = new Map<string, string | null>();

/**
 * KaTeX's markup of one class, for those that have no sign in Unicode (`\mathcal{Q}`); kept, since there are only
 * as many as a project has classes. Hidden from screen readers: the name of the class stands beside it.
 * @returns null when it cannot be drawn.
 */
export function renderSign(name: string): string | null {
  const known = signs.get(name);
  if (known !== undefined) return known;
  let markup: string | null = null;
  try {
    markup = katex.renderToString(name, { throwOnError: true, strict: 'ignore', output: 'html' });
  } catch {
    // A class that stands for no LaTeX of its own is shown by its name.
  }
  signs.set(name, markup);
  return markup;
}
