'use client';
import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';

/** A label as it looks, or a sentence that it cannot be drawn. */
export function RenderedLatex({ latex }: { latex: string }) {
  const t = useTranslations('editor.latex');
  const markup = useMemo(() => {
    const lines =
      latex.includes('\\\\') && !latex.includes('\\begin')
        ? `\\begin{gathered}${latex}\\end{gathered}`
        : latex;
    try {
      return katex.renderToString(lines, {
        displayMode: true,
        throwOnError: true,
        strict: 'ignore',
        trust: false,
      });
    } catch {
      return null;
    }
  }, [latex]);
  if (latex.trim() === '') return <p className="text-sm text-muted">{t('empty')}</p>;
  if (markup === null) return <p className="text-sm text-danger">{t('notDrawable')}</p>;
  return (
    <div
      data-latex-rendering
      className="overflow-x-auto overflow-y-hidden py-1 text-xl [&_.katex-display]:m-0"
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}
