'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { TourInvitation } from '../tour/tour-invitation';
import { useAction, useEditing, useEditorParts } from '../state/context';
import { ClassPicker } from './class-picker';
import { ConfidenceWords } from './confidence-words';
import { keepKeyboard } from './keep-keyboard';
import { PlacePicker } from './place-picker';

/** What is selected, and what can be said about it: its class, or in Order its place. */
export function SymbolPanel() {
  const t = useTranslations('editor.symbol');
  const { editor } = useEditing();
  const { annotation, selection, stage, readOnly } = useEditorParts(
    'annotation',
    'selection',
    'stage',
    'readOnly',
  );
  const remove = useAction('symbol.delete');
  const key = useAction('select.uncertain').keys ?? '';
  const primary = selection.at(-1);
  const symbol = primary && annotation.symbols[primary];
  if (!symbol) {
    return (
      <section aria-label={t('title')} data-tour="symbol">
        <p className="px-3 py-3 text-sm text-muted">{t(readOnly ? 'noneReadOnly' : 'none', { key })}</p>
        <TourInvitation />
      </section>
    );
  }
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
