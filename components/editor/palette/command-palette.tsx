'use client';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useFocusReturn } from '@/components/ui/use-focus-return';
import { keyName } from '@/lib/editor/actions/keys';
import { useEditing } from '../state/context';
import { entryId, PaletteList } from './palette-list';
import { usePaletteEntries, type PaletteEntry } from './use-entries';

function PaletteBody({ choose, close }: { choose: (entry: PaletteEntry) => void; close: () => void }) {
  const t = useTranslations('palette');
  const { editor, mode, actions } = useEditing();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const entries = usePaletteEntries(typed);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const { stage, tool } = editor.state;
    const last = entries.length - 1;
    const entry = entries[at];
    if (event.key === 'ArrowDown') setAt(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setAt(at <= 0 ? Math.max(last, 0) : at - 1);
    else if (event.key === 'PageDown') setAt(Math.min(at + 8, Math.max(last, 0)));
    else if (event.key === 'PageUp') setAt(Math.max(at - 8, 0));
    else if (event.key === 'Enter') {
      if (entry) choose(entry);
    } else if (actions.forKey(keyName(event.nativeEvent), stage, mode, tool)?.id === 'view.palette') close();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <label className="flex h-12 items-center gap-2.5 border-b border-line px-3.5">
        <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <input
          value={typed}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-activedescendant={entries[at] ? entryId(listId, at) : undefined}
          aria-label={t('search')}
          placeholder={t('hint')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
        />
      </label>
      <span role="status" className="sr-only">
        {typed !== '' && t('found', { count: entries.length })}
      </span>
      <PaletteList listId={listId} entries={entries} at={at} onPoint={setAt} onChoose={choose} />
    </>
  );
}

/** Everything that can be done, by name: actions, classes for what is selected, symbols by number. */
export function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations('palette');
  const { editor } = useEditing();
  const focus = useFocusReturn();
  const chosen = useRef<PaletteEntry | null>(null);
  const choose = (entry: PaletteEntry) => {
    if (entry.disabled !== undefined) return;
    chosen.current = entry;
    onOpenChange(false);
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40" />
        <Dialog.Content
          aria-describedby={undefined}
          data-palette
          className="fixed top-[10vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-float"
          onOpenAutoFocus={focus.onOpenAutoFocus}
          onCloseAutoFocus={(event) => {
            const entry = chosen.current;
            chosen.current = null;
            if (!entry) return focus.onCloseAutoFocus(event);
            // What was chosen is done on the canvas, and may send the keyboard on from there.
            event.preventDefault();
            editor.requestFocus('canvas');
            entry.run();
          }}
        >
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <PaletteBody choose={choose} close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
