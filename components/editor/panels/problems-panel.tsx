'use client';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/lib/domain/annotation/validate';
import { cx } from '@/components/ui/cx';
import { revealSelection } from '@/lib/editor/actions/view-actions';
import { useEditing } from '../state/context';
import { useProblemText } from './problem-text';

/** Shows where a rule is broken: turns to its stage, selects its symbols. */
export function useShowProblem(): (problem: Problem) => void {
  const { editor } = useEditing();
  return ({ stage, symbols, lines }) => {
    const { annotation } = editor.state;
    const inLines = Object.values(annotation.symbols)
      .filter(({ place }) => place && lines.includes(place.line))
      .map(({ id }) => id);
    const concerned = symbols.length > 0 ? symbols : inLines;
    editor.update({ stage, tool: 'select', selection: concerned.slice(0, 1), highlighted: concerned });
    revealSelection(editor);
    editor.requestFocus(stage === 'converter' ? 'latex' : 'canvas');
  };
}

/** Every broken rule in words; each shows where it is. Nothing at all while all is well. */
export function ProblemsPanel() {
  const t = useTranslations('editor');
  const { editor, problems } = useEditing();
  const describe = useProblemText();
  const show = useShowProblem();
  if (problems.length === 0) return null;
  return (
    <section aria-label={t('problems.title')} className="shrink-0 border-t border-line">
      <h2 className="px-3 pt-2 text-xs font-semibold text-muted">
        {t('problems.count', { count: problems.length })}
      </h2>
      <ul className="max-h-36 overflow-y-auto p-1.5">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.symbols.join()} ${problem.lines.join()}`}>
            <button
              type="button"
              data-problem={problem.code}
              onClick={() => show(problem)}
              onPointerEnter={() => editor.update({ highlighted: problem.symbols })}
              onPointerLeave={() => editor.update({ highlighted: [] })}
              className="flex w-full items-start gap-2 rounded-md px-1.5 py-1 text-left text-sm hover:bg-sunken"
            >
              {problem.severity === 'error' ? (
                <CircleAlert
                  aria-label={t('problems.error')}
                  className="mt-0.5 size-4 shrink-0 text-danger"
                />
              ) : (
                <TriangleAlert
                  aria-label={t('problems.warning')}
                  className="mt-0.5 size-4 shrink-0 text-warning"
                />
              )}
              <span className={cx('min-w-0 break-words')}>{describe(problem)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
