'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Notice } from '@/components/ui/notice';
import { useAction } from '@/components/ui/use-action';

/** Ends every session of this account but the one that asks. */
export function Sessions({ endOthers }: { endOthers: () => Promise<ActionResult<{ ended: number }>> }) {
  const t = useTranslations('account.sessions');
  const [ended, setEnded] = useState<number | null>(null);
  const { run, pending, failure } = useAction();
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-sm text-muted">{t('hint')}</p>
      <Button disabled={pending} onClick={() => run(endOthers, (value) => setEnded(value.ended))}>
        {t('endOthers')}
      </Button>
      {ended !== null && <Notice tone="positive">{t('ended', { count: ended })}</Notice>}
      {failure && <FailureNotice failure={failure} />}
    </div>
  );
}
