'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { cx } from '@/components/ui/cx';
import { Input } from '@/components/ui/input';
import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { shownConfidence } from '@/lib/editor/kernels/confidence';
import { setClass } from '@/lib/editor/actions/symbol-actions';
import { classChoices, filterClasses } from '@/lib/editor/kernels/candidates';
import { signOf } from '../canvas/glyphs';
import { useEditing, useEditorParts } from '../state/context';

/** As many as can be looked over; typing one more letter finds the rest. */
const SHOWN = 60;

/** The model's candidates on number keys, and a filter over all classes. */
export function ClassPicker({ symbol }: { symbol: FormulaSymbol }) {
  const t = useTranslations('editor.class');
  const { editor } = useEditing();
  const { recentClasses, readOnly, focus, proposals } = useEditorParts(
    'recentClasses',
    'readOnly',
    'focus',
    'proposals',
  );
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const { classes, predicted } = editor.subject;
  const choices = classChoices({ predicted, proposals }, symbol.id, recentClasses);
  const found = useMemo(
    () => (query === '' ? [] : filterClasses(classes, query, recentClasses).slice(0, SHOWN)),
    [classes, query, recentClasses],
  );
  useEffect(() => {
    if (focus?.target === 'class-filter') input.current?.focus();
  }, [focus]);

  const choose = (name: string) => {
    setClass(editor, name);
    setQuery('');
    setAt(0);
    editor.requestFocus('canvas');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      // With nothing typed, Enter takes what the models think of a symbol that was just drawn.
      const first = query === '' && symbol.class === UNLABELLED ? choices[0]?.class : undefined;
      const name = found[at] ?? first;
      if (name) choose(name);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowRight')
      setAt((now) => Math.min(now + 1, found.length - 1));
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') setAt((now) => Math.max(now - 1, 0));
    else if (event.key === 'Escape') {
      setQuery('');
      editor.requestFocus('canvas');
    } else return;
    event.preventDefault();
  };
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <ol className="flex flex-col gap-0.5" aria-label={t('candidates')}>
        {choices.map((choice, index) => (
          <li key={choice.class}>
            <button
              type="button"
              disabled={readOnly}
              aria-pressed={choice.class === symbol.class}
              onClick={() => choose(choice.class)}
              className={cx(
                'flex h-7 w-full items-center gap-2 rounded-md px-1.5 text-sm',
                choice.class === symbol.class ? 'bg-accent-soft text-on-accent-soft' : 'hover:bg-sunken',
              )}
            >
              <kbd className="w-4 text-center font-sans text-xs text-muted">{index + 1}</kbd>
              <span className="w-6 text-center font-mono text-base">{signOf(choice.class)}</span>
              <span className="flex-1 truncate text-left font-mono text-xs text-muted">{choice.class}</span>
              {choice.confidence === null ? (
                <span className="text-xs text-muted">{t('recent')}</span>
              ) : (
                <span className="flex items-center gap-1.5 text-xs tabular-nums">
                  <span aria-hidden="true" className="h-1.5 w-10 overflow-hidden rounded-full bg-sunken">
                    <span
                      className="block h-full bg-line-strong"
                      style={{ width: `${choice.confidence * 100}%` }}
                    />
                  </span>
                  {shownConfidence(choice.confidence)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <Input
        ref={input}
        value={query}
        disabled={readOnly}
        data-editor-field="class-filter"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={found[at] ? `${listId}-${at}` : undefined}
        aria-label={t('filter')}
        placeholder={t('filterHint')}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {query !== '' && (
        <ul
          id={listId}
          role="listbox"
          aria-label={t('all')}
          className="grid max-h-40 grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] gap-0.5 overflow-y-auto"
        >
          {found.map((name, index) => (
            <li
              key={name}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              aria-label={name}
              title={name}
              onClick={() => choose(name)}
              className={cx(
                'grid h-8 cursor-pointer place-items-center rounded-md px-1 font-mono text-sm',
                index === at ? 'bg-accent text-on-accent' : 'hover:bg-sunken',
              )}
            >
              {signOf(name)}
            </li>
          ))}
          {found.length === 0 && <li className="col-span-full px-1 text-sm text-muted">{t('noMatch')}</li>}
        </ul>
      )}
    </div>
  );
}
