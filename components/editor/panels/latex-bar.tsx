'use client';
import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { editLatex } from '@/lib/editor/changes/label';
import { randomUuid } from '@/lib/editor/uuid';
import { useAction, useEditing, useEditorParts } from '../state/context';
import { useProblemText } from './problem-text';

/** Markup of the rendered label, or null when it does not parse. */
function rendered(latex: string): string | null {
  const lines =
    /\\\\/u.test(latex) && !latex.includes('\\begin') ? `\\begin{gathered}${latex}\\end{gathered}` : latex;
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
}

function Rendering({ latex }: { latex: string }) {
  const t = useTranslations('editor.latex');
  const { problems } = useEditing();
  const describe = useProblemText();
  const markup = useMemo(() => rendered(latex), [latex]);
  const broken = problems.find(({ code }) => code === 'latex_broken');
  if (broken || markup === null) {
    return (
      <p role="status" className="text-sm text-danger" data-latex-error>
        {broken ? describe(broken) : t('notDrawable')}
      </p>
    );
  }
  if (latex.trim() === '') return <p className="text-sm text-muted">{t('empty')}</p>;
  return (
    <div
      data-latex-rendering
      aria-label={t('rendered')}
      className="max-w-full overflow-x-auto overflow-y-hidden text-xl text-ink [&_.katex-display]:m-0"
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  );
}

/** The label: its source, which follows the ordering until somebody types, and how it looks. */
export function LatexBar() {
  const t = useTranslations('editor.latex');
  const { editor, problems } = useEditing();
  const { annotation, readOnly, focus, stage } = useEditorParts('annotation', 'readOnly', 'focus', 'stage');
  const rewrite = useAction('latex.rewrite');
  const describe = useProblemText();
  const source = useRef<HTMLTextAreaElement>(null);
  // What is typed in one visit to the field is one step of undo.
  const mark = useRef(randomUuid());
  const { latex, pinned } = annotation.label;
  const disagrees = problems.find(({ code }) => code === 'latex_disagrees');
  useEffect(() => {
    if (focus?.target === 'latex') source.current?.focus();
  }, [focus]);
  return (
    <section
      aria-label={t('title')}
      className="grid h-32 shrink-0 grid-cols-2 border-t border-line bg-raised"
    >
      <div className="flex min-w-0 flex-col gap-1.5 border-r border-line p-2.5">
        <div className="flex min-h-7 items-center gap-2">
          <label htmlFor="latex-source" className="text-xs font-semibold text-muted">
            {t('source')}
          </label>
          <span className="flex-1 truncate text-xs text-muted">
            {t(annotation.accepted.converter ? 'accepted' : pinned ? 'own' : 'follows')}
          </span>
          {pinned && !readOnly && (
            <Button size="small" keys="Shift+R" disabled={!rewrite.enabled} onClick={rewrite.run}>
              {t('rewrite')}
            </Button>
          )}
        </div>
        <textarea
          id="latex-source"
          ref={source}
          value={latex}
          readOnly={readOnly}
          rows={2}
          spellCheck={false}
          autoCapitalize="off"
          data-editor-field="latex"
          className={cx(
            'w-full min-h-0 flex-1 resize-none rounded-md border bg-raised px-2.5 py-1.5 font-mono text-sm',
            stage === 'converter' ? 'border-line-strong' : 'border-line',
          )}
          onFocus={() => {
            mark.current = randomUuid();
            if (editor.state.stage !== 'converter') editor.update({ stage: 'converter', tool: 'select' });
          }}
          onChange={(event) => {
            const typed = event.target.value.replace(/\n/gu, ' ');
            editor.change('latex.edit', (now) => editLatex(now, typed), { mark: mark.current });
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            editor.requestFocus('canvas');
          }}
        />
      </div>
      <div className="flex min-h-0 min-w-0 flex-col gap-1.5 p-2.5">
        <div className="flex min-h-7 items-center text-xs">
          {disagrees ? (
            <span className="truncate text-warning" title={describe(disagrees)}>
              {describe(disagrees)}
            </span>
          ) : (
            <span className="font-semibold text-muted">{t('rendered')}</span>
          )}
        </div>
        <div className="grid min-h-0 flex-1 place-items-center overflow-auto">
          <Rendering latex={latex} />
        </div>
      </div>
    </section>
  );
}
