'use client';
import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { Released } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';

export type RollbackCall = (request: { stage: Stage; note: string }) => Promise<ActionResult<Released>>;

/** Takes the last release of a stage back: what was in use before is in use again. A release like any other, so that it can be taken back too. */
export function Rollback({
  stage,
  from,
  to,
  project,
  rollback,
}: {
  stage: Stage;
  /** `name@version` in use, and the one that was before. */
  from: string;
  to: string;
  project: string;
  rollback: RollbackCall;
}) {
  const t = useTranslations('candidates.rollback');
  const stages = useTranslations('words.stageModel');
  const common = useTranslations('common');
  const router = useRouter();
  const { run, pending, failure } = useAction();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  return (
    <>
      <Button
        size="small"
        icon={<Undo2 aria-hidden="true" className="size-3.5" />}
        onClick={() => setOpen(true)}
      >
        {t('open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('title', { to })}
        description={t('description', { stage: stages(stage), from, to })}
        closeLabel={common('close')}
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            run(
              () => rollback({ stage, note: note.trim() || t('defaultNote', { from }) }),
              () => {
                setOpen(false);
                router.replace(`/p/${project}/candidates?released=${stage}`, {
                  scroll: false,
                });
              },
            );
          }}
        >
          <Field label={t('note')} hint={t('noteHint')}>
            {(control) => (
              <Input
                {...control}
                maxLength={2000}
                value={note}
                placeholder={t('defaultNote', { from })}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          {failure && <FailureNotice failure={failure} />}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
            <Button type="submit" look="primary" disabled={pending} aria-busy={pending}>
              {t('submit')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
