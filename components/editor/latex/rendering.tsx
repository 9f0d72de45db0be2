'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { useProblemText } from '../panels/problem-text';
import { useEditing, useEditorState } from '../state/context';
import { renderLatex } from './render';

/** How the label looks. One that cannot be drawn leaves the last that could be there, dimmed, and says why. */
export function Rendering() {
  const t = useTranslations('latexBar');
  const { problems } = useEditing();
  const describe = useProblemText();
  const latex = useDeferredValue(useEditorState((state) => state.annotation.label.latex));
  const markup = useMemo(() => renderLatex(latex), [latex]);
  const [good, setGood] = useState(markup);
  if (markup !== null && markup !== good) setGood(markup);
  const problem = problems.find(({ code }) => code === 'latex_broken');
  const broken = problem !== undefined || markup === null;
  if (!broken && latex.trim() === '') return <p className="text-sm text-muted">{t('empty')}</p>;
  return (
    <>
      {good !== null && (
        <div
          data-latex-rendering
          role={broken ? undefined : 'img'}
          aria-label={broken ? undefined : t('renderedAs', { latex })}
          aria-hidden={broken || undefined}
          className={cx(
            'min-h-0 max-w-full overflow-auto text-xl text-ink transition-opacity [&_.katex-display]:m-0',
            broken && 'opacity-40',
          )}
          dangerouslySetInnerHTML={{ __html: good }}
        />
      )}
      {broken && (
        <p role="status" className="max-w-full text-sm text-danger" data-latex-error>
          {problem ? describe(problem) : t('notDrawable')}
        </p>
      )}
    </>
  );
}
