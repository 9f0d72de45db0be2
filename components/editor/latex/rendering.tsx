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
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { LabelToken } from '@/lib/domain/latex';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { useEditing, useEditorParts, useEditorState } from '../state/context';
import { renderLatex } from './render';
import { useFittingSize } from './fitting-size';
import { useCorrespondence } from './use-correspondence';

/** The tokens of the label by canonical index. Three dots are one token, which has the index of the first. */
function tokenAt(tokens: readonly LabelToken[], index: number): LabelToken | undefined {
  return tokens.findLast((token) => token.index <= index);
}

/** The drawn signs by the symbols that they stand for, and those without a partner. */
interface DrawnSigns {
  readonly bySymbol: ReadonlyMap<SymbolId, readonly HTMLElement[]>;
  readonly alone: ReadonlySet<HTMLElement>;
}

/** Looks at every drawn sign once; a selection then touches its own only. Both lists are in the order of the label. */
function drawnSigns(drawn: HTMLElement, tokens: readonly LabelToken[]): DrawnSigns {
  const bySymbol = new Map<SymbolId, HTMLElement[]>();
  const alone = new Set<HTMLElement>();
  const byIndex = new Map(tokens.map((token) => [token.index, token]));
  for (const element of drawn.querySelectorAll<HTMLElement>('[data-token]')) {
    const index = Number(element.dataset.token);
    const token = byIndex.get(index) ?? tokenAt(tokens, index);
    if (!token?.ink) continue;
    if (token.standing !== 'agrees') alone.add(element);
    for (const id of token.symbols) {
      const elements = bySymbol.get(id);
      if (elements) elements.push(element);
      else bySymbol.set(id, [element]);
    }
  }
  return { bySymbol, alone };
}

/** Marks in the drawn formula what is selected, what the caret speaks of, and what has no partner. */
function useDrawnMarks(drawn: RefObject<HTMLElement | null>, markup: string | null): readonly LabelToken[] {
  // After the picture, which shows what is selected at once.
  const selection = useDeferredValue(useEditorState((state) => state.selection));
  const { spoken } = useEditorParts('spoken');
  const { found } = useCorrespondence();
  const tokens = found?.tokens ?? NO_TOKENS;
  const signs = useRef<DrawnSigns | null>(null);
  useEffect(() => {
    if (!drawn.current) return;
    const found = drawnSigns(drawn.current, tokens);
    signs.current = found;
    for (const element of found.alone) element.dataset.mark = 'alone';
    return () => {
      for (const element of found.alone) delete element.dataset.mark;
    };
  }, [drawn, markup, tokens]);
  useEffect(() => {
    const meant = [...new Set([...selection, ...spoken])].flatMap(
      (id) => signs.current?.bySymbol.get(id) ?? [],
    );
    const { alone } = signs.current ?? { alone: new Set() };
    for (const element of meant) element.dataset.mark = 'meant';
    return () => {
      for (const element of meant) {
        if (alone.has(element)) element.dataset.mark = 'alone';
        else delete element.dataset.mark;
      }
    };
  }, [drawn, markup, selection, spoken, tokens]);
  return tokens;
}

const NO_TOKENS: readonly LabelToken[] = [];

/** How the label looks. One that cannot be drawn leaves the last that could be there, dimmed; why is said below. */
export function Rendering() {
  const t = useTranslations('latexBar');
  const { editor, problems } = useEditing();
  const latex = useDeferredValue(useEditorState((state) => state.annotation.label.latex));
  const markup = useMemo(() => renderLatex(latex), [latex]);
  const drawn = useRef<HTMLDivElement>(null);
  const [good, setGood] = useState(markup);
  if (markup !== null && markup !== good) setGood(markup);
  const tokens = useDrawnMarks(drawn, markup);
  useFittingSize(drawn, good);
  const select = ({ target }: MouseEvent) => {
    const index = target instanceof Element && target.closest('[data-token]')?.getAttribute('data-token');
    const [id] = (index && tokenAt(tokens, Number(index))?.symbols) || [];
    if (id && editor.state.annotation.symbols[id]) selectSymbol(editor, id);
  };
  const explained = problems.some(({ code }) => code === 'latex_broken');
  const broken = explained || markup === null;
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
            'drawn-latex min-h-0 max-w-full py-1 overflow-auto text-xl text-ink',
            broken && 'opacity-40',
          )}
          dangerouslySetInnerHTML={{ __html: good }}
        />
      )}
      {markup === null && !explained && (
        <p role="status" className="max-w-full text-sm text-danger" data-latex-error>
          {t('notDrawable')}
        </p>
      )}
    </>
  );
}
