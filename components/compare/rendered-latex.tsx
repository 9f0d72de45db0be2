import { latexMarkup } from '@/components/charts/class-name';

/** LaTeX as it looks on paper, its source on pointing at it; the source itself where it cannot be drawn. */
export function RenderedLatex({ latex }: { latex: string }) {
  const markup = latexMarkup(latex.includes('\\\\') ? `\\begin{gathered}${latex}\\end{gathered}` : latex);
  return markup === null ? (
    <code className="font-mono text-xs break-all">{latex}</code>
  ) : (
    <span title={latex} aria-label={latex} role="img">
      <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: markup }} />
    </span>
  );
}
