'use client';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Problem } from '@/lib/domain/annotation/validate';
import { revealSelection } from '@/lib/editor/actions/view-actions';
import { fixFor } from '@/lib/editor/changes/fix-problem';
import { useEditing, useEditorParts } from '../state/context';
import { useProblemText } from './problem-text';

/** The symbols that a broken rule is about; all of its lines where it names lines only. */
function concerned(
  annotation: Parameters<typeof fixFor>[0],
  { symbols, lines }: Problem,
): readonly SymbolId[] {
  if (symbols.length > 0) return symbols;
  return Object.values(annotation.symbols)
    .filter(({ place }) => place && lines.includes(place.line))
    .map(({ id }) => id);
}

/** Shows where a rule is broken: turns to its stage, selects its symbols. */
export function useShowProblem(): (problem: Problem) => void {
  const { editor } = useEditing();
  return (problem) => {
    const { stage } = problem;
    const symbols = concerned(editor.state.annotation, problem);
    editor.update({ stage, tool: 'select', selection: symbols.slice(0, 1), highlighted: symbols });
    revealSelection(editor);
    editor.requestFocus(stage === 'converter' ? 'latex' : 'canvas');
  };
}

/** More than these would only push each other out of sight; the others come up as these are put right. */
const MOST = 40;

function ProblemRow({ problem }: { problem: Problem }) {
  const t = useTranslations('editor.problems');
  const fixes = useTranslations('ordering.fix');
  const { editor } = useEditing();
  const { annotation, readOnly } = useEditorParts('annotation', 'readOnly');
  const describe = useProblemText();
  const show = useShowProblem();
  const fix = readOnly ? null : fixFor(annotation, problem, editor.subject.image);
  const point = () => editor.update({ highlighted: problem.symbols });
  const leave = () => editor.update({ highlighted: [] });
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <li
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
      className="flex items-start gap-1 rounded-md hover:bg-sunken"
    >
      <button
        type="button"
        data-problem={problem.code}
        onClick={() => show(problem)}
        className="flex min-w-0 flex-1 items-start gap-2 rounded-md px-1.5 py-1 text-left text-sm"
      >
        <Icon
          aria-label={t(problem.severity)}
          className={`mt-0.5 size-4 shrink-0 ${problem.severity === 'error' ? 'text-danger' : 'text-warning'}`}
        />
        <span className="line-clamp-3 min-w-0 wrap-break-word" title={describe(problem)}>
          {describe(problem)}
        </span>
      </button>
      {fix && (
        <Button
          size="small"
          data-fix={fix.name}
          title={fixes(`${fix.name}.why`)}
          className="m-0.5"
          onClick={() => {
            editor.change('problem.fix', (now) => fix.apply(now));
            editor.requestFocus('canvas');
          }}
        >
          {fixes(`${fix.name}.do`)}
        </Button>
      )}
    </li>
  );
}

/** Every broken rule in words; each shows where it is, and how it is put right. Nothing at all while all is well. */
export function ProblemsPanel() {
  const t = useTranslations('editor.problems');
  const more = useTranslations('ordering.problems');
  const { problems } = useEditing();
  if (problems.length === 0) return null;
  return (
    <section aria-label={t('title')} className="shrink-0 border-t border-line">
      <h2 className="px-3 pt-2 text-xs font-semibold text-muted">{t('count', { count: problems.length })}</h2>
      <ul className="max-h-40 overflow-y-auto p-1.5">
        {problems.slice(0, MOST).map((problem) => (
          <ProblemRow
            key={`${problem.code} ${problem.symbols.join()} ${problem.lines.join()}`}
            problem={problem}
          />
        ))}
        {problems.length > MOST && (
          <li className="px-2 py-1 text-xs text-muted">{more('more', { count: problems.length - MOST })}</li>
        )}
      </ul>
    </section>
  );
}
