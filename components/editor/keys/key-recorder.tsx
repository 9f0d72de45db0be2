'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { keyName } from '@/lib/editor/actions/keys';
import { refusedKey } from '@/lib/domain/shortcuts';
import { printedKey, useActionName } from '../panels/action-name';
import type { KeyEditing, KeyEditor } from './use-key-editor';

/** Takes the next key that is pressed, whatever the input method, and says what is wrong with it if something is. */
export function KeyRecorder({ editor, editing }: { editor: KeyEditor; editing: KeyEditing }) {
  const t = useTranslations('shortcuts');
  const name = useActionName();
  const field = useRef<HTMLDivElement>(null);
  const { slot } = editing;
  useEffect(() => field.current?.focus(), [editing.state]);
  if (editing.state === 'taken') {
    const holders = editing.holders.map(({ action }) => name(action.id)).join(', ');
    return (
      <div
        ref={field}
        tabIndex={-1}
        role="alert"
        className="mt-1 flex flex-wrap items-center gap-1.5 rounded-md bg-warning-soft px-2 py-1.5 text-sm"
      >
        <span className="flex-1">{t('taken', { key: printedKey(editing.key), holders })}</span>
        {editing.swappable && (
          <Button size="small" onClick={editor.swap}>
            {t('swap')}
          </Button>
        )}
        <Button size="small" onClick={editor.take}>
          {t('take')}
        </Button>
        <Button size="small" look="quiet" onClick={editor.leave}>
          {t('leave')}
        </Button>
      </div>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return editor.leave();
    const pressed = keyName(event.nativeEvent);
    // A modifier alone is the beginning of a combination.
    if (refusedKey(pressed) === 'modifier') return;
    const takesAway = pressed === 'Delete' && slot.slot !== 'Delete';
    editor.give(takesAway ? null : pressed);
  };
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2 text-sm">
      <div
        ref={field}
        tabIndex={0}
        role="textbox"
        aria-readonly="true"
        aria-label={t('recording', { action: name(slot.action.id) })}
        data-key-recorder
        onKeyDown={onKeyDown}
        onBlur={editor.turnAway}
        className="rounded-md border border-focus bg-accent-soft px-2 py-0.5 text-on-accent-soft"
      >
        {t('press')}
      </div>
      <span role="alert" className="text-danger">
        {editing.refused && t(`refused.${editing.refused}`)}
      </span>
      {!editing.refused && (
        <span aria-hidden="true" className="text-xs text-muted">
          {t('pressHint')}
        </span>
      )}
    </div>
  );
}
