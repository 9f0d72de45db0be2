'use client';
import { useTranslations } from 'next-intl';
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { ariaKeys } from '@/components/ui/aria-keys';
import { Input } from '@/components/ui/input';
import { keyName } from '@/lib/editor/actions/keys';
import type { ClassChoice } from '@/lib/editor/kernels/candidates';
import { useEditing, useEditorState } from '../state/context';
import { ClassList, optionId } from './class-list';
import { classSections } from './class-sections';
import { takenByEnter, takenByKey } from './filter-keys';
import { rowStep } from './grid-step';
import { useKeyOf } from './use-key-of';

/** A field that finds a class by what it is called or looks like, over the list of all classes. */
export function ClassFilter({
  of,
  current,
  offered,
  open,
  onChoose,
}: {
  /** Whose class it is: another one begins with nothing typed. */
  of: string;
  current: string;
  /** With nothing typed, Enter takes the best of these, and a number the one that it stands beside. */
  offered: readonly ClassChoice[];
  /** Show all classes although nothing is typed. */
  open: boolean;
  onChoose: (name: string) => void;
}) {
  const t = useTranslations('editor.class');
  const { editor, mode, actions } = useEditing();
  const recent = useEditorState((state) => state.recentClasses);
  const readOnly = useEditorState((state) => state.readOnly);
  const focus = useEditorState((state) => state.focus);
  const keyOf = useKeyOf();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(-1);
  const [focused, setFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const [listId, hintId] = [useId(), useId()];
  const { classes } = editor.subject;
  const [before, setBefore] = useState(of);
  if (before !== of) {
    setBefore(of);
    setQuery('');
    setAt(-1);
  }
  // Hundreds of classes are drawn after the symbol that was selected, not before.
  const browsing = useDeferredValue(open || focused, false);
  const shown = browsing || query !== '';
  const numbered = focused && offered.length > 0;
  const deferredCurrent = useDeferredValue(current, current);
  const sections = useMemo(
    () => (shown ? classSections(classes, query, recent, deferredCurrent) : []),
    [classes, deferredCurrent, query, recent, shown],
  );
  const names = useMemo(() => sections.flatMap((section) => section.names), [sections]);
  useEffect(() => {
    if (focus?.target === 'class-filter') input.current?.focus();
  }, [focus]);

  const choose = useCallback(
    (name: string) => {
      setQuery('');
      setAt(-1);
      onChoose(name);
    },
    [onChoose],
  );
  const turn = (to: number) => {
    setAt(to);
    document.getElementById(optionId(listId, to))?.scrollIntoView({ block: 'nearest' });
  };
  const options = () => names.flatMap((_, place) => document.getElementById(optionId(listId, place)) ?? []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const { stage, tool } = editor.state;
    const pressed = keyName(event.nativeEvent);
    const last = names.length - 1;
    const beside = takenByKey(pressed, actions.forKey(pressed, stage, mode, tool), offered, query);
    if (beside) choose(beside);
    else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      const name = names[at] ?? takenByEnter(offered);
      // The key that kept a drawn box, still held down, says nothing of its class.
      if (name && !event.repeat) choose(name);
    } else if (event.key === 'ArrowRight') turn(Math.min(at + 1, last));
    else if (event.key === 'ArrowLeft') turn(Math.max(at - 1, 0));
    else if (event.key === 'ArrowDown') turn(rowStep(options(), at, 1));
    else if (event.key === 'ArrowUp') turn(rowStep(options(), at, -1));
    else if (event.key === 'Escape') {
      setQuery('');
      setAt(-1);
      editor.requestFocus('canvas');
    } else return;
    event.preventDefault();
  };
  return (
    <div className="flex min-h-0 grow flex-col gap-1.5">
      <Input
        ref={input}
        value={query}
        disabled={readOnly}
        data-editor-field="class-filter"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown && names.length > 0}
        aria-controls={listId}
        aria-describedby={numbered ? hintId : undefined}
        aria-activedescendant={shown && names[at] ? optionId(listId, at) : undefined}
        aria-keyshortcuts={ariaKeys(keyOf('class.filter'))}
        aria-label={t('filter')}
        placeholder={t('filterHint')}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(event.target.value.trim() === '' ? -1 : 0);
        }}
        onKeyDown={onKeyDown}
      />
      {numbered && (
        <p id={hintId} className="px-1 text-xs text-muted">
          {t('digitHint')}
        </p>
      )}
      <span role="status" className="sr-only">
        {query !== '' && t('found', { count: names.length })}
      </span>
      {query !== '' && names.length === 0 && <p className="px-1 text-sm text-muted">{t('noMatch')}</p>}
      {shown && names.length > 0 && (
        <ClassList listId={listId} sections={sections} at={at} current={current} onChoose={choose} />
      )}
    </div>
  );
}
