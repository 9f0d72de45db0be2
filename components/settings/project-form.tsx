'use client';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';

/** Name and guidelines of a project. */
export function ProjectForm({
  project,
  action,
}: {
  project: { name: string; slug: string; guidelines: string };
  /** Absent for who may look only. */
  action: FormAction | null;
}) {
  const t = useTranslations('settings.project');
  const common = useTranslations('common');
  const [state, submit] = useActionState(action ?? (async () => null), null);
  return (
    <form action={submit} className="flex max-w-2xl flex-col gap-4">
      <Field label={t('name')}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={100}
            defaultValue={project.name}
            disabled={!action}
          />
        )}
      </Field>
      <Field label={t('slug')} hint={t('slugHint')}>
        {(control) => <Input {...control} value={project.slug} readOnly disabled className="font-mono" />}
      </Field>
      <Field label={t('guidelines')} hint={t('guidelinesHint')}>
        {(control) => (
          <Textarea
            {...control}
            name="guidelines"
            rows={10}
            maxLength={20_000}
            defaultValue={project.guidelines}
            disabled={!action}
          />
        )}
      </Field>
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      {state?.ok && <Notice tone="positive">{common('saved')}</Notice>}
      {action && <SubmitButton className="self-start">{common('save')}</SubmitButton>}
    </form>
  );
}
