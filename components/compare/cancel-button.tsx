'use client';
import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/components/ui/action-result';
import { Button, type ButtonSize } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/failure-notice';
import { useAction } from '@/components/ui/use-action';

/** Ends an evaluation that goes on; what was scored stays. */
export function CancelButton({
  action,
  size = 'medium',
}: {
  action: () => Promise<ActionResult>;
  size?: ButtonSize;
}) {
  const t = useTranslations('compare.progress');
  const { run, pending, failure } = useAction();
  return (
    <>
      <Button size={size} disabled={pending} onClick={() => run(action)}>
        {t('cancel')}
      </Button>
      {failure && <FailureNotice failure={failure} />}
    </>
  );
}
