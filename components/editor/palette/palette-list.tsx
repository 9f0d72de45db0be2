'use client';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { cx } from '@/components/ui/cx';
import { KeyHint } from '@/components/ui/key-hint';
import type { PaletteEntry } from './use-entries';

export const entryId = (listId: string, at: number) => `${listId}-${at}`;

/** The rows of the palette; a heading where a section begins. */
export function PaletteList({
  listId,
  entries,
  at,
  onPoint,
  onChoose,
}: {
  listId: string;
  entries: readonly PaletteEntry[];
  at: number;
  onPoint: (at: number) => void;
  onChoose: (entry: PaletteEntry) => void;
}) {
  const t = useTranslations('palette');
  useEffect(() => {
    document.getElementById(entryId(listId, at))?.scrollIntoView({ block: 'nearest' });
  }, [at, listId]);
  return (
    <div id={listId} role="listbox" aria-label={t('title')} className="max-h-[52vh] overflow-y-auto p-1.5">
      {entries.map((entry, index) => {
        const heading = entry.disabled === undefined && entry.section !== entries[index - 1]?.section;
        return (
          <div key={entry.id} role="presentation">
            {heading && (
              <p aria-hidden="true" className="px-2 pt-1.5 pb-0.5 text-xs font-semibold text-muted">
                {t(entry.section)}
              </p>
            )}
            <div
              id={entryId(listId, index)}
              role="option"
              aria-selected={index === at}
              aria-disabled={entry.disabled !== undefined}
              data-entry={entry.id}
              onPointerMove={() => index !== at && onPoint(index)}
              onClick={() => onChoose(entry)}
              className={cx(
                'flex min-h-8 items-center gap-3 rounded-md px-2 text-sm',
                entry.disabled === undefined ? 'cursor-pointer' : 'cursor-default text-muted',
                index === at && 'bg-accent-soft text-on-accent-soft',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{entry.label}</span>
              {entry.disabled !== undefined && <span className="shrink-0 text-xs">{entry.disabled}</span>}
              {entry.keys && <KeyHint keys={entry.keys} />}
            </div>
          </div>
        );
      })}
      {entries.length === 0 && <p className="px-2 py-3 text-sm text-muted">{t('none')}</p>}
    </div>
  );
}
