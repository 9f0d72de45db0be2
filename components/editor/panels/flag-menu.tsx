'use client';
import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Input } from '@/components/ui/input';
import { FLAG_KINDS, skips, type FlagKind } from '@/lib/domain/flags';
import { randomUuid } from '@/lib/editor/uuid';
import type { Flow } from '../flow/use-flow';
import { useEditing } from '../state/context';

/** What is wrong with the formula, on keys 1 to 3, with a note; Enter flags it and goes on. */
export function FlagPanel({ flow }: { flow: Flow }) {
  const t = useTranslations('talk.flag');
  const names = useTranslations('words.flag');
  const common = useTranslations('common');
  const { mode } = useEditing();
  const [id] = useState(randomUuid);
  const [kind, setKind] = useState<FlagKind | null>(null);
  const [note, setNote] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const mayLeave = mode === 'edit';

  const raise = (leave: boolean) => {
    if (kind && !flow.busy) flow.flag({ id, kind, note: note.trim(), leave });
  };
  const choose = (chosen: FlagKind) => {
    setKind(chosen);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = event.target === field.current ? undefined : FLAG_KINDS[Number(event.key) - 1];
    if (event.key === 'Escape') flow.dismiss();
    else if (chosen) choose(chosen);
    else return;
    event.preventDefault();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    raise(mayLeave);
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={onKeyDown}
      aria-label={t('title')}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-raised px-3 py-2"
    >
      <Flag aria-hidden="true" className="size-4 text-warning" />
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t('title')}</legend>
        {FLAG_KINDS.map((name, index) => (
          <label
            key={name}
            className={cx(
              'inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-md border px-2 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2',
              kind === name
                ? 'border-accent bg-accent-soft text-on-accent-soft'
                : 'border-line-strong/60 hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name="kind"
              value={name}
              autoFocus={index === 0}
              checked={kind === name}
              onChange={() => setKind(name)}
              className="sr-only"
            />
            <kbd className="font-sans text-xs text-muted">{index + 1}</kbd>
            {names(name)}
          </label>
        ))}
      </fieldset>
      <Input
        ref={field}
        value={note}
        maxLength={500}
        aria-label={t('note')}
        placeholder={kind ? t(`does.${kind}`) : t('note')}
        onChange={(event) => setNote(event.target.value)}
        className="min-w-40 flex-1"
      />
      <Button type="submit" look="primary" keys="Enter" disabled={flow.busy || !kind}>
        {!mayLeave ? t('raise') : t(kind && !skips(kind) ? 'giveBack' : 'skip')}
      </Button>
      {mayLeave && (
        <Button disabled={flow.busy || !kind} onClick={() => raise(false)}>
          {t('stay')}
        </Button>
      )}
      <Button look="quiet" onClick={flow.dismiss}>
        {common('cancel')}
      </Button>
    </form>
  );
}
