'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** A project's name and address; the address follows the name until it is written itself. */
export function CreateProjectForm({ action }: { action: FormAction }) {
  const t = useTranslations('home.projects');
  const [state, submit] = useActionState(action, null);
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label={t('name')} hint={t('nameHint')}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('slug')} hint={t('slugHint')}>
        {(control) => (
          <Input
            {...control}
            name="slug"
            required
            maxLength={60}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            className="font-mono"
            value={slug ?? slugOf(name)}
            onChange={(event) => setSlug(event.currentTarget.value)}
          />
        )}
      </Field>
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      <SubmitButton className="self-start">{t('submit')}</SubmitButton>
    </form>
  );
}
