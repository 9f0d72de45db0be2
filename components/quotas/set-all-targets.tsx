'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';

/**
 * Gives every cell the same target in one go: the usual start of a dataset. Targets that somebody has set already
 * are named before they are written over.
 */
export function SetAllTargets({
  action,
  targets,
}: {
  action: FormAction;
  /** The targets of the cells now; 0 where none is set. */
  targets: readonly number[];
}) {
  const t = useTranslations('quotas');
  const common = useTranslations('common');
  const [asked, ask] = useState(false);
  const [target, setTarget] = useState('');
  const [state, submit] = useActionState<Awaited<ReturnType<FormAction>>, FormData>(
    async (previous, form) => {
      ask(false);
      return action(previous, form);
    },
    null,
  );
  const overwritten = targets.filter((now) => now > 0 && now !== Number(target)).length;
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        if (asked || overwritten === 0) return;
        event.preventDefault();
        ask(true);
      }}
      className="flex flex-wrap items-center gap-2 text-sm"
    >
      <label htmlFor="target-of-all" title={t('setAllHint')}>
        {t('setAll')}
      </label>
      <span className="w-36">
        <Input
          id="target-of-all"
          name="target"
          type="number"
          min={0}
          max={1_000_000}
          required
          value={target}
          onChange={(event) => {
            setTarget(event.currentTarget.value);
            ask(false);
          }}
          placeholder={t('perCell')}
        />
      </span>
      {asked ? (
        <span role="alert" className="flex items-center gap-2">
          {t('overwrite', { count: overwritten })}
          <SubmitButton look="danger">{t('overwriteThem')}</SubmitButton>
          <Button look="quiet" onClick={() => ask(false)}>
            {common('cancel')}
          </Button>
        </span>
      ) : (
        <SubmitButton look="secondary">{t('apply')}</SubmitButton>
      )}
      {state && !state.ok && <FailureNotice failure={state.failure} />}
    </form>
  );
}
