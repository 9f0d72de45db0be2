'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useDeferredValue, useState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';

/** The classes of a project, each with its way to the formulas that hold it; and more to add. */
export function ClassList({
  classes,
  project,
  add,
}: {
  classes: string[];
  project: string;
  /** Absent for who may look only. */
  add: FormAction | null;
}) {
  const t = useTranslations('settings.classes');
  const common = useTranslations('common');
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter).toLowerCase();
  const shown = classes.filter((name) => name.toLowerCase().includes(wanted));
  return (
    <div className="flex flex-col gap-4">
      {add && <AddClasses action={add} label={t('add')} hint={t('addHint')} submit={common('add')} />}
      <div className="flex items-center gap-3">
        <Input
          type="search"
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          className="max-w-52"
        />
        <span className="text-sm text-muted">{t('count', { count: shown.length })}</span>
      </div>
      <ul className="flex flex-wrap gap-1.5">
        {shown.map((name) => (
          <li key={name}>
            <a
              href={`/p/${project}/formulas?class=${encodeURIComponent(name)}`}
              className="block rounded-sm border border-line bg-surface px-2 py-0.5 font-mono text-xs hover:border-accent"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddClasses(props: { action: FormAction; label: string; hint: string; submit: string }) {
  const [state, action] = useActionState(props.action, null);
  return (
    <form action={action} className="flex max-w-xl flex-col gap-2">
      <Field label={props.label} hint={props.hint}>
        {(control) => <Input {...control} name="classes" required className="font-mono" autoComplete="off" />}
      </Field>
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      <SubmitButton look="secondary" className="self-start">
        {props.submit}
      </SubmitButton>
    </form>
  );
}
