import 'katex/dist/katex.min.css';
import katex from 'katex';
import { markedSource, stripDelimiters } from '@/lib/domain/latex';

/** `own`: the source was marked by us, and may hold the marks that we make. */
function draw(body: string, own: boolean): string | null {
  const several = /\\\\/u.test(body) && !body.includes('\\begin');
  try {
    return katex.renderToString(several ? `\\begin{gathered}${body}\\end{gathered}` : body, {
      displayMode: true,
      throwOnError: true,
      strict: 'ignore',
      trust: own && (({ command }) => command === '\\htmlData'),
      output: 'html',
      macros: { '\\mbox': '\\mathrm' }, // KaTeX has no \mbox
    });
  } catch {
    return null;
  }
}

/**
 * KaTeX's markup of a label as typed, without MathML: whoever shows it says in words what it is. Several lines stand
 * under each other. Every sign that can be told apart is in an element with `data-token`, the index of its canonical
 * token. Nothing in a label itself is trusted: no links, no styles, no attributes.
 * @returns null when it cannot be drawn.
 */
export function renderLatex(latex: string): string | null {
  const marked = markedSource(latex);
  const markup = marked === null ? null : draw(marked, true);
  return markup ?? draw(stripDelimiters(latex).body, false);
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
