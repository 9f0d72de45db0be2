'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { FormulaSymbol } from '@/lib/domain/annotation/schema';
import { lookAlikes } from '@/lib/domain/symbol-classes/look-alikes';
import { setClass } from '@/lib/editor/actions/symbol-actions';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { classChoices } from '@/lib/editor/kernels/candidates';
import { classIndex } from '@/lib/editor/kernels/class-search';
import { ClassSign } from '../latex/class-sign';
import { useEditing, useEditorState } from '../state/context';
import { ClassCandidates } from './class-candidates';
import { ClassFilter } from './class-filter';

/** The class of what is selected: the model's candidates on number keys, what looks like it, and all classes. */
export function ClassPicker({ symbol, count }: { symbol: FormulaSymbol; count: number }) {
  const t = useTranslations('editor.class');
  const { editor } = useEditing();
  const recent = useEditorState((state) => state.recentClasses);
  const readOnly = useEditorState((state) => state.readOnly);
  const proposals = useEditorState((state) => state.proposals);
  const browsing = useEditorState((state) => state.stage === 'recognizer');
  const { classes, predicted } = editor.subject;
  const choices = classChoices({ predicted, proposals }, symbol.id, recent);
  const choose = useCallback(
    (name: string) => {
      setClass(editor, name);
      editor.requestFocus('canvas');
    },
    [editor],
  );
  const named = new Set([symbol.class, ...choices.map((choice) => choice.class)]);
  const alike = lookAlikes(symbol.class, classIndex(classes).known).filter((name) => !named.has(name));
  // With nothing typed, Enter and the numbers take what the models think of a symbol that was just drawn.
  const offered = symbol.class === UNLABELLED ? choices : [];
  return (
    <div className="flex min-h-0 grow flex-col gap-2">
      {count > 1 && <p className="text-xs text-muted">{t('forMany', { count })}</p>}
      <ClassCandidates choices={choices} current={symbol.class} disabled={readOnly} onChoose={choose} />
      {alike.length > 0 && !browsing && (
        <div role="group" aria-label={t('look')} className="flex flex-wrap items-center gap-1">
          <span aria-hidden="true" className="text-xs text-muted">
            {t('look')}
          </span>
          {alike.map((name) => (
            <button
              key={name}
              type="button"
              disabled={readOnly}
              aria-label={name}
              title={name}
              onClick={() => choose(name)}
              className="h-7 min-w-7 rounded-md border border-line px-1.5 font-mono text-sm hover:bg-sunken"
            >
              <ClassSign name={name} />
            </button>
          ))}
        </div>
      )}
      <ClassFilter
        of={symbol.id}
        current={symbol.class}
        offered={offered}
        open={browsing && !readOnly}
        onChoose={choose}
      />
    </div>
  );
}
