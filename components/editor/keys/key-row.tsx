'use client';
import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { IconButton } from '@/components/ui/button';
import { KeyHint } from '@/components/ui/key-hint';
import { isFixed, slotsOf, type KeySlot } from '@/lib/editor/actions/personal-keys';
import type { Action } from '@/lib/editor/actions/action';
import { printedKey, useActionName } from '../panels/action-name';
import { usePreferences } from '../personal/preferences';
import { KeyRecorder } from './key-recorder';
import { useScope } from './use-scope';
import type { KeyEditor } from './use-key-editor';

function Key({ slot, editor, scope }: { slot: KeySlot; editor: KeyEditor | null; scope: string }) {
  const t = useTranslations('shortcuts');
  const name = useActionName();
  const key = slot.key === null ? null : printedKey(slot.key);
  const shown = (
    <>
      {key === null ? <span className="text-xs text-muted">{t('noKey')}</span> : <KeyHint keys={key} />}
      {key !== null && <span className="sr-only">{key}</span>}
      {scope && <span className="text-xs text-muted">{scope}</span>}
    </>
  );
  if (!editor || isFixed(slot)) return <span className="inline-flex items-center gap-1.5">{shown}</span>;
  return (
    <button
      type="button"
      data-key-slot={`${slot.action.id} ${slot.slot}`}
      title={t('changeKey')}
      onClick={() => editor.record(slot)}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-md border border-line px-1.5 hover:border-line-strong hover:bg-sunken"
    >
      <span className="sr-only">{name(slot.action.id)}: </span>
      {shown}
    </button>
  );
}

/** An action with its keys; with an editor they can be changed in place. `action` is that of the defaults. */
export function KeyRow({ action, editor }: { action: Action; editor: KeyEditor | null }) {
  const t = useTranslations('shortcuts');
  const name = useActionName();
  const { shortcuts } = usePreferences();
  const editing = editor?.editing?.slot.action.id === action.id ? editor.editing : null;
  const moved = shortcuts[action.id] !== undefined;
  const scopeOf = useScope();
  const slots = slotsOf(action, shortcuts);
  /** Keys that are there to be read say once where they hold, behind the last of them. */
  const scopeAt = (at: number) => {
    const [here, next] = [slots[at], slots[at + 1]];
    const scope = here ? scopeOf(here) : '';
    return !editor && next && scopeOf(next) === scope ? '' : scope;
  };
  const row = useRef<HTMLDivElement>(null);
  const edited = useRef<string | null>(null);
  const slot = editing?.slot.slot ?? null;
  useEffect(() => {
    const before = edited.current;
    edited.current = slot;
    // The keyboard goes back to the key that was changed, unless the person has turned elsewhere.
    if (before === null || slot !== null || document.activeElement !== document.body) return;
    row.current
      ?.querySelector<HTMLElement>(`[data-key-slot="${CSS.escape(`${action.id} ${before}`)}"]`)
      ?.focus();
  }, [action.id, slot]);
  return (
    <div ref={row} data-action={action.id} className="border-b border-line/50 py-1 last:border-b-0">
      <div className="flex items-center gap-3">
        <span className="min-w-0 flex-1 text-sm">{name(action.id)}</span>
        {moved && <span className="text-xs text-accent">{t('changed')}</span>}
        <span className="flex flex-wrap justify-end gap-1.5">
          {slots.map((slot, at) => (
            <Key key={slot.slot} slot={slot} editor={editor} scope={scopeAt(at)} />
          ))}
        </span>
        {editor && (
          <IconButton
            label={t('reset', { action: name(action.id) })}
            className={moved ? 'size-6' : 'invisible size-6'}
            onClick={() => editor.reset(action.id)}
          >
            <RotateCcw aria-hidden="true" className="size-3.5" />
          </IconButton>
        )}
      </div>
      {editor && editing && <KeyRecorder editor={editor} editing={editing} />}
    </div>
  );
}
