'use client';
import { useTranslations } from 'next-intl';
import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type RefObject,
} from 'react';
import { cx } from '@/components/ui/cx';
import type { LabelToken } from '@/lib/domain/latex';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { useProblemText } from '../panels/problem-text';
import { useEditing, useEditorParts, useEditorState } from '../state/context';
import { renderLatex } from './render';
import { useCorrespondence } from './use-correspondence';

/** The tokens of the label by canonical index. Three dots are one token, which has the index of the first. */
function tokenAt(tokens: readonly LabelToken[], index: number): LabelToken | undefined {
  return tokens.findLast((token) => token.index <= index);
}

/** Marks in the drawn formula what is selected, what the caret speaks of, and what has no partner. */
function useDrawnMarks(drawn: RefObject<HTMLElement | null>, markup: string | null): readonly LabelToken[] {
  const { selection, spoken } = useEditorParts('selection', 'spoken');
  const { found } = useCorrespondence();
  const tokens = found?.tokens ?? NO_TOKENS;
  useEffect(() => {
    const meant = new Set([...selection, ...spoken]);
    for (const element of drawn.current?.querySelectorAll<HTMLElement>('[data-token]') ?? []) {
      const token = tokenAt(tokens, Number(element.dataset.token));
      const isMeant = token?.ink && token.symbols.some((id) => meant.has(id));
      const isAlone = token?.ink && token.standing !== 'agrees';
      element.dataset.mark = isMeant ? 'meant' : isAlone ? 'alone' : '';
    }
  }, [drawn, markup, selection, spoken, tokens]);
  return tokens;
}

const NO_TOKENS: readonly LabelToken[] = [];

/** How the label looks. One that cannot be drawn leaves the last that could be there, dimmed, and says why. */
export function Rendering() {
  const t = useTranslations('latexBar');
  const { editor, problems } = useEditing();
  const describe = useProblemText();
  const latex = useDeferredValue(useEditorState((state) => state.annotation.label.latex));
  const markup = useMemo(() => renderLatex(latex), [latex]);
  const drawn = useRef<HTMLDivElement>(null);
  const [good, setGood] = useState(markup);
  if (markup !== null && markup !== good) setGood(markup);
  const tokens = useDrawnMarks(drawn, markup);
  const select = ({ target }: MouseEvent) => {
    const index = target instanceof Element && target.closest('[data-token]')?.getAttribute('data-token');
    const [id] = (index && tokenAt(tokens, Number(index))?.symbols) || [];
    if (id && editor.state.annotation.symbols[id]) selectSymbol(editor, id);
  };
  const problem = problems.find(({ code }) => code === 'latex_broken');
  const broken = problem !== undefined || markup === null;
  if (!broken && latex.trim() === '') return <p className="text-sm text-muted">{t('empty')}</p>;
  return (
    <>
      {good !== null && (
        <div
          ref={drawn}
          data-latex-rendering
          onClick={select}
          role={broken ? undefined : 'img'}
          aria-label={broken ? undefined : t('renderedAs', { latex })}
          aria-hidden={broken || undefined}
          className={cx(
            'drawn-latex min-h-0 max-w-full overflow-auto text-xl text-ink',
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
