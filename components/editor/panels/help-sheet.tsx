'use client';
import { Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { KeyList } from '../keys/key-list';
import { KeyState } from '../keys/key-state';
import { useKeyEditor } from '../keys/use-key-editor';
import { useAction, useEditing } from '../state/context';
import { useKeyOf } from './use-key-of';

/** Every key there is, read from the registry; to be looked for, printed and changed. */
export function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('editor.help');
  const shortcuts = useTranslations('shortcuts');
  const common = useTranslations('common');
  const { mode } = useEditing();
  const keyOf = useKeyOf();
  const tour = useAction('view.tour');
  const editor = useKeyEditor();
  const [changing, setChanging] = useState(false);
  const keys = {
    draw: keyOf('tool.draw') ?? shortcuts('noKey'),
    uncertain: keyOf('select.uncertain') ?? shortcuts('noKey'),
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      closeLabel={common('close')}
      wide
      onEscapeKeyDown={(event) => {
        if (editor.editing) event.preventDefault();
      }}
    >
      <div className="flex flex-col gap-4" data-help-sheet>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button size="small" aria-pressed={changing} onClick={() => setChanging(!changing)}>
            {shortcuts(changing ? 'done' : 'edit')}
          </Button>
          {tour.enabled && (
            <Button
              size="small"
              onClick={() => {
                onOpenChange(false);
                tour.run();
              }}
            >
              {t('tour')}
            </Button>
          )}
          <IconButton label={shortcuts('print')} className="ml-auto size-7" onClick={() => window.print()}>
            <Printer aria-hidden="true" className="size-4" />
          </IconButton>
        </div>
        {changing && <KeyState editor={editor} />}
        <KeyList editor={changing ? editor : null} mode={mode} seeking />
        {(['keyboard', 'pointer'] as const).map((way) => (
          <section key={way}>
            <h3 className="mb-1 text-xs font-semibold text-muted">{t(way)}</h3>
            <p className="text-sm">{way === 'keyboard' ? t('keyboardText', keys) : t('pointerText')}</p>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
