'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useOptimistic, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { FailureNotice } from '@/components/ui/failure-notice';
import { useAction } from '@/components/ui/use-action';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { ActionResult } from '@/components/ui/action-result';
import type { CategoryValues } from '@/lib/domain/quotas';

export type SetTarget = (input: { values: CategoryValues; target: number }) => Promise<ActionResult>;

/** The target of a cell as a number that can be written over in place: Enter saves, Escape leaves it. */
export function TargetInput({
  label,
  values,
  target,
  setTarget,
}: {
  label: string;
  values: CategoryValues;
  target: number;
  setTarget: SetTarget;
}) {
  const t = useTranslations('quotas');
  const format = useFormatter();
  const [shown, show] = useOptimistic(target);
  const [text, setText] = useState<string | null>(null);
  const { run, pending, failure } = useAction();
  const hydrated = useHydrated();

  const save = () => {
    const wanted = Number(text);
    setText(null);
    if (text === null || text.trim() === '' || !Number.isInteger(wanted) || wanted < 0 || wanted === target)
      return;
    run(
      () => setTarget({ values, target: wanted }),
      undefined,
      () => show(wanted),
    );
  };

  return (
    <span className="contents">
      {text === null ? (
        <button
          type="button"
          title={t('setTarget', { cell: label })}
          aria-busy={pending}
          disabled={!hydrated}
          onClick={() => setText(String(target))}
          className={cx(
            'rounded-sm border-b border-dotted border-line-strong px-0.5 text-muted tabular-nums hover:text-ink',
            pending && 'opacity-50',
          )}
        >
          <span className="sr-only">{t('setTarget', { cell: label })}: </span>
          {shown > 0 ? t('ofTarget', { target: shown }) : t('noTarget')}
        </button>
      ) : (
        <input
          autoFocus
          inputMode="numeric"
          aria-label={t('setTarget', { cell: label })}
          value={text}
          placeholder={format.number(target)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setText(event.currentTarget.value.replace(/\D/g, '').slice(0, 7))}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
            if (event.key === 'Escape') setText(null);
          }}
          className="h-6 w-16 rounded border border-accent bg-raised px-1.5 text-right text-sm tabular-nums"
        />
      )}
      {failure && <FailureNotice failure={failure} />}
    </span>
  );
}
