'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';

/** Sends what the models failed on to them again, and says how many that were. */
export function RetryPredictions({ retry }: { retry: () => Promise<ActionResult<{ queued: number }>> }) {
  const t = useTranslations('home.lead');
  const errors = useTranslations('errors.code');
  const [queued, setQueued] = useState<number | null>(null);
  const { run, pending, failure } = useAction();
  return (
    <>
      <span role="status" className="text-xs text-muted">
        {failure ? errors(failure.code) : queued !== null && t('retried', { count: queued })}
      </span>
      <Button size="small" disabled={pending} onClick={() => run(retry, (value) => setQueued(value.queued))}>
        {t('retry')}
      </Button>
    </>
  );
}
