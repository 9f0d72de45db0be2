'use client';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import type { ActionResult } from '@/components/ui/action-result';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/states';
import { useAction } from '@/components/ui/use-action';
import type { CandidateRow } from '@/lib/domain/candidate';
import type { GuardReport } from '@/lib/domain/release/types';
import type { ReleaseCalls } from './release-calls';
import { GuardReportView } from './guard-report';
import { isNonCommercial } from './licence';

type Props = {
  candidate: CandidateRow;
  project: string;
  calls: ReleaseCalls;
  onDone: () => void;
};

/** It cannot be released alone: with which of those that fit it shall it be? */
function Partners({ report, choose }: { report: GuardReport; choose: (id: string) => void }) {
  const t = useTranslations('candidates.release');
  const { candidate, cannotWorkWith, partners } = report;
  return (
    <div className="flex flex-col gap-3">
      <Notice
        tone="warning"
        title={t('cannotWork', { candidate: candidate.ref, other: cannotWorkWith?.ref ?? '' })}
      >
        {partners.length > 0 ? t('partners') : t('noPartners')}
      </Notice>
      <div className="flex flex-wrap gap-2">
        {partners.map(({ id, ref }) => (
          <Button key={id} onClick={() => choose(id)}>
            {t('with', { partner: ref })}
          </Button>
        ))}
      </div>
    </div>
  );
}

type FormProps = Props & { report: GuardReport; together: string[] };

/** What the release is, or why it is made although something is lost, in the engineer's words. */
function Words({
  name,
  value,
  onChange,
}: {
  name: 'note' | 'because';
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations('candidates.release');
  return (
    <Field label={t(name)} hint={t(`${name}Hint`)}>
      {(control) => (
        <Textarea
          {...control}
          required
          className="min-h-14"
          maxLength={2000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function ReleaseForm({ candidate, project, calls, onDone, report, together }: FormProps) {
  const t = useTranslations('candidates.release');
  const common = useTranslations('common');
  const router = useRouter();
  const { run, pending, failure } = useAction();
  const [note, setNote] = useState('');
  const [because, setBecause] = useState('');
  const missing = note.trim() === '' || (report.needsReason && because.trim() === '');
  const release = () =>
    run(
      () =>
        calls.release({
          candidateId: candidate.id,
          together,
          note: note.trim(),
          ...(report.needsReason && { because: because.trim() }),
        }),
      () => {
        onDone();
        router.replace(`/p/${project}/candidates?released=${candidate.stage}`, {
          scroll: false,
        });
      },
    );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !pending) release();
      }}
    >
      <GuardReportView report={report} project={project} />
      {isNonCommercial(candidate.card.licence) && (
        <Notice tone="warning" title={candidate.card.licence}>
          {t('licence')}
        </Notice>
      )}
      <Words name="note" value={note} onChange={setNote} />
      {report.needsReason && <Words name="because" value={because} onChange={setBecause} />}
      {failure && <FailureNotice failure={failure} />}
      <div className="flex items-center justify-end gap-2">
        <p className="mr-auto text-xs text-muted">{t('what')}</p>
        <Button onClick={onDone}>{common('cancel')}</Button>
        <Button type="submit" look="primary" disabled={missing || pending} aria-busy={pending}>
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}

/** Asks the guard first: what would be won, what lost, what nobody knows; then for a note, and a reason where one is due. */
function Guarded(props: Props) {
  const { calls, candidate } = props;
  const t = useTranslations('candidates.release');
  const [partner, setPartner] = useState<string | null>(null);
  const [answer, setAnswer] = useState<ActionResult<GuardReport> | null>(null);
  const together = useMemo(() => (partner ? [partner] : []), [partner]);
  useEffect(() => {
    let gone = false;
    void calls
      .guard({ candidateId: candidate.id, together })
      .catch((): ActionResult<GuardReport> => ({ ok: false, failure: { code: 'not_ready', message: '' } }))
      .then((result) => !gone && setAnswer(result));
    return () => {
      gone = true;
    };
  }, [calls, candidate.id, together]);
  if (answer === null) {
    return (
      <div role="status">
        <span className="text-sm text-muted">{t('asking')}</span>
        <Skeleton className="mt-2 h-40" />
      </div>
    );
  }
  if (!answer.ok) return <FailureNotice failure={answer.failure} />;
  const choose = (id: string) => {
    setAnswer(null);
    setPartner(id);
  };
  return answer.value.cannotWorkWith ? (
    <Partners report={answer.value} choose={choose} />
  ) : (
    <ReleaseForm {...props} report={answer.value} together={together} />
  );
}

/** The decision to use another candidate, with everything in sight that speaks for and against it. */
export function ReleaseDialog({
  open,
  onOpenChange,
  ...props
}: Omit<Props, 'onDone'> & { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('candidates.release');
  const stages = useTranslations('words.stageModel');
  const common = useTranslations('common');
  const { name, version, stage } = props.candidate;
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={t('title', { name, version })}
      description={t('for', { stage: stages(stage) })}
      closeLabel={common('close')}
    >
      <Guarded {...props} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
