'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import type { Span } from '@/lib/domain/latex';
import { editLatex } from '@/lib/editor/changes/label';
import { symbolsAt } from '@/lib/editor/kernels/spoken';
import { randomUuid } from '@/lib/editor/uuid';
import { useEditing, useEditorParts, useEditorState } from '../state/context';
import type { SourceView } from './code-mirror';
import type { Mark } from './marks';
import { TypingSteps } from './typing-steps';
import { useCorrespondence } from './use-correspondence';

/** What draws the source, once it is there; then the next formula has it at once. */
let loaded: typeof SourceView | null = null;

async function loadSource(): Promise<typeof SourceView> {
  loaded ??= (await import('./code-mirror')).SourceView;
  return loaded;
}

/** What is marked in the source: the tokens of what is selected, those without a partner, where it does not parse. */
function useMarks(): readonly Mark[] {
  const { problems } = useEditing();
  // After the picture, which shows what is selected at once: the source is measured for it.
  const selection = useDeferredValue(useEditorState((state) => state.selection));
  const { text, found } = useCorrespondence();
  const broken = problems.find(({ code }) => code === 'latex_broken')?.values.position;
  return useMemo(() => {
    if (!found) {
      if (typeof broken !== 'number' || text.trim() === '') return [];
      const at = Math.min(broken, text.length - 1);
      return [{ from: at, to: at + 1, kind: 'broken' }];
    }
    const selected = selection.flatMap((id) => found.spansOf.get(id) ?? []);
    return [
      ...selected.map((span): Mark => ({ ...span, kind: 'selected' })),
      ...found.disagreements.flatMap(({ spans }) => spans.map((span): Mark => ({ ...span, kind: 'alone' }))),
    ];
  }, [broken, found, selection, text]);
}

/** A stretch of the source to go to; another object goes there again. */
export type SourceGoal = Span;

/**
 * The source of the label. The plain text stands there until what edits it has arrived; a request to go to it
 * is remembered until then.
 */
export function SourceField({ goal }: { goal: SourceGoal | null }) {
  const t = useTranslations('latexBar');
  const { editor } = useEditing();
  const {
    annotation,
    readOnly,
    focus,
    stage,
    spoken: shown,
  } = useEditorParts('annotation', 'readOnly', 'focus', 'stage', 'spoken');
  const { latex } = annotation.label;
  const { text, found } = useCorrespondence();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<SourceView>(null);
  const [Source, setSource] = useState(() => loaded);
  const [caret, setCaret] = useState<Span | null>(null);
  const mark = useRef('');
  const [steps] = useState(() => new TypingSteps());
  const marks = useMarks();

  useEffect(() => {
    let wanted = true;
    void loadSource().then((arrived) => wanted && setSource(() => arrived));
    return () => {
      wanted = false;
    };
  }, []);

  useLayoutEffect(() => {
    if (!Source || !place.current) return;
    const source = new Source(place.current, {
      text: editor.state.annotation.label.latex,
      classes: editor.subject.classes,
      label: t('source'),
      completionsLabel: t('completions'),
      onText(typed, change) {
        if (steps.begins(change)) mark.current = randomUuid();
        editor.change('latex.edit', (now) => editLatex(now, typed), { mark: mark.current });
        const kept = editor.state.annotation.label.latex;
        // Cut, or refused: what is shown must be what is kept, once this change is through.
        if (kept !== typed) queueMicrotask(() => view.current?.setText(kept));
      },
      onCaret: setCaret,
      onFocus() {
        steps.restart();
        if (editor.state.stage !== 'converter') editor.update({ stage: 'converter', tool: 'select' });
      },
      onEscape: () => editor.requestFocus('canvas'),
    });
    view.current = source;
    return () => {
      view.current = null;
      source.end();
    };
  }, [Source, editor, steps, t]);

  useLayoutEffect(() => view.current?.setReadOnly(readOnly), [readOnly, Source, t]);
  useLayoutEffect(() => view.current?.setText(latex), [latex, Source, t]);
  useEffect(() => {
    if (focus?.target === 'latex') view.current?.focus();
  }, [focus, Source]);
  useEffect(() => {
    if (!goal) return;
    view.current?.select(goal);
    view.current?.focus();
  }, [goal]);
  useEffect(() => {
    // Spans of a text that has changed meanwhile would mark something else.
    if (view.current?.text !== text) return;
    view.current.setMarks(marks);
    const first = marks.find(({ kind }) => kind === 'selected');
    if (first) view.current.reveal(first);
  }, [marks, text, Source, t]);
  useEffect(() => {
    const spoken = caret && found && view.current?.text === text ? symbolsAt(found, caret) : [];
    if (spoken.join() !== editor.state.spoken.join()) editor.update({ spoken });
  }, [caret, editor, found, text]);
  useEffect(() => () => void (editor.state.spoken.length > 0 && editor.update({ spoken: [] })), [editor]);
  return (
    <div
      ref={place}
      data-latex-source
      data-spoken={shown.join(' ')}
      className={cx(
        'min-h-0 flex-1 overflow-hidden rounded-md border bg-raised focus-within:border-accent focus-within:outline-2 focus-within:outline-focus',
        stage === 'converter' ? 'border-line-strong' : 'border-line',
      )}
    >
      {!Source && (
        <div className="px-2.5 py-1 font-mono text-base leading-normal break-words whitespace-pre-wrap text-ink">
          {latex}
        </div>
      )}
    </div>
  );
}
