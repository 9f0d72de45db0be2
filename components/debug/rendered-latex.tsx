import { useTranslations } from 'next-intl';
import { latexMarkup } from '@/components/charts/class-name';

/** A label as it looks, as large as on the page; or a sentence that it cannot be drawn. */
export function RenderedLatex({ latex }: { latex: string }) {
  const t = useTranslations('latexBar');
  if (latex.trim() === '') return <p className="text-sm text-muted">{t('empty')}</p>;
  const lines =
    latex.includes('\\\\') && !latex.includes('\\begin') ? `\\begin{gathered}${latex}\\end{gathered}` : latex;
  const markup = latexMarkup(lines, true);
  if (markup === null) return <p className="text-sm text-danger">{t('notDrawable')}</p>;
  return (
    <div
      data-latex-rendering
      role="img"
      aria-label={latex}
      className="overflow-x-auto overflow-y-hidden py-1 text-xl [&_.katex-display]:m-0"
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}
