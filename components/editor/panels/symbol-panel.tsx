'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { nextUncertain } from '@/lib/editor/kernels/navigation';
import { TourInvitation } from '../tour/tour-invitation';
import { useAction, useEditing, useEditorParts } from '../state/context';
import { ClassPicker } from './class-picker';
import { ConfidenceWords } from './confidence-words';
import { keepKeyboard } from './keep-keyboard';
import { PlacePicker } from './place-picker';

/** What to do while nothing is selected. */
function NothingSelected() {
  const t = useTranslations('editor.symbol');
  const { editor } = useEditing();
  const { annotation, stage, readOnly } = useEditorParts('annotation', 'stage', 'readOnly');
  const key = useAction('select.uncertain').keys ?? '';
  const unsure = useMemo(
    () => nextUncertain(annotation, editor.subject.predicted, stage, null) !== null,
    [annotation, editor, stage],
  );
  return (
    <section aria-label={t('title')} data-tour="symbol">
      <p className="px-3 py-3 text-sm text-muted">
        {t(readOnly ? 'noneReadOnly' : unsure ? 'none' : 'noneUnsure', { key })}
      </p>
      <TourInvitation />
    </section>
  );
}

/** What is selected, and what can be said about it: its class, or in Order its place. */
export function SymbolPanel() {
  const t = useTranslations('editor.symbol');
  const { editor } = useEditing();
  const { annotation, selection, stage } = useEditorParts('annotation', 'selection', 'stage');
  const remove = useAction('symbol.delete');
  const primary = selection.at(-1);
  const symbol = primary && annotation.symbols[primary];
  if (!symbol) return <NothingSelected />;
  const many = selection.length > 1;
  return (
    <section
      aria-label={t('title')}
      data-tour="symbol"
      onMouseDown={keepKeyboard}
      className="flex shrink-0 flex-col gap-2 px-3 py-2.5 has-[[role=listbox]]:grow"
    >
      <header className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate text-sm font-semibold">
          {many ? t('many', { count: selection.length }) : t('one')}
          {!many && (
            <span
              className="ml-1.5 font-mono text-base font-semibold text-accent"
              data-selected-class={symbol.class}
            >
              {symbol.class === UNLABELLED ? t('noClass') : signOf(symbol.class)}
            </span>
          )}
        </h2>
        {!many && symbol.class !== UNLABELLED && (
          <ConfidenceWords
            annotation={annotation}
            predicted={editor.subject.predicted}
            id={symbol.id}
            stage={stage}
          />
        )}
        <Button look="quiet" size="small" keys={remove.keys} disabled={!remove.enabled} onClick={remove.run}>
          {t('delete')}
        </Button>
      </header>
      {stage === 'aligner' ? (
        <PlacePicker symbol={symbol} many={many} />
      ) : (
        <ClassPicker symbol={symbol} count={selection.length} />
      )}
    </section>
  );
}
