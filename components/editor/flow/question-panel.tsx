'use client';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { randomUuid } from '@/lib/editor/uuid';
import { FlagPanel } from '../panels/flag-menu';
import { useEditing } from '../state/context';
import { useProblemText } from '../panels/problem-text';
import { useShowProblem } from '../panels/problems-panel';
import { ChangedBanner } from './changed-banner';
import type { Flow } from './use-flow';

/** Reasons that are flags, so that they are said in one way only; and others. */
const FLAGS = ['unreadable', 'not_a_formula'] as const;
const OTHER_REASONS = ['severalFormulas', 'cutOff'] as const;

/** Escape takes the question back, and nothing else: the selection stays. */
const leavesWithEscape = (flow: Flow) => (event: KeyboardEvent) => {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  flow.dismiss();
};

function Reason({ flow, question }: { flow: Flow; question: 'skip' | 'send_back' }) {
  const t = useTranslations('editor.question');
  const flags = useTranslations('words.flag');
  const common = useTranslations('common');
  const [reason, setReason] = useState('');
  const [flagId] = useState(randomUuid);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') flow.answer(reason.trim());
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={leavesWithEscape(flow)}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-raised px-3 py-2"
      aria-label={t(question)}
    >
      <label htmlFor="reason" className="text-sm font-medium">
        {t(question)}
      </label>
      {question === 'skip' &&
        FLAGS.map((kind) => (
          <Button
            key={kind}
            size="small"
            disabled={flow.busy}
            onClick={() => flow.flag({ id: flagId, kind, note: reason.trim(), leave: true })}
          >
            {flags(kind)}
          </Button>
        ))}
      {question === 'skip' &&
        OTHER_REASONS.map((name) => (
          <Button
            key={name}
            size="small"
            disabled={flow.busy}
            onClick={() => flow.answer(t(`reasons.${name}`))}
          >
            {t(`reasons.${name}`)}
          </Button>
        ))}
      <Input
        id="reason"
        autoFocus
        required
        maxLength={500}
        value={reason}
        placeholder={t('placeholder')}
        onChange={(event) => setReason(event.target.value)}
        className="min-w-40 flex-1"
      />
      <Button type="submit" look="primary" disabled={flow.busy || reason.trim() === ''}>
        {t(question === 'skip' ? 'doSkip' : 'doSendBack')}
      </Button>
      <Button look="quiet" onClick={flow.dismiss}>
        {common('cancel')}
      </Button>
    </form>
  );
}

function Confirm({ flow, approving }: { flow: Flow; approving: boolean }) {
  const t = useTranslations('editor.question');
  const common = useTranslations('common');
  const { problems } = useEditing();
  const describe = useProblemText();
  return (
    <div className="rounded-md" onKeyDown={leavesWithEscape(flow)}>
      <Notice
        tone="warning"
        title={t('confirm')}
        action={
          <span className="flex gap-1.5">
            <Button
              size="small"
              look="primary"
              autoFocus
              disabled={flow.busy}
              onClick={() => flow.answer('')}
            >
              {t(approving ? 'approveAnyway' : 'submitAnyway')}
            </Button>
            <Button size="small" onClick={flow.dismiss}>
              {common('cancel')}
            </Button>
          </span>
        }
      >
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.symbols.join()}`}>{describe(problem)}</li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** What is asked on the way out of a formula. A panel, so that the formula stays in sight. */
export function QuestionPanel({ flow }: { flow: Flow }) {
  const { question } = flow;
  if (question === 'flag') return <FlagPanel flow={flow} />;
  return (question === 'skip' || question === 'send_back') && <Reason flow={flow} question={question} />;
}

/** What stands in the way out of a formula: to be laid over the picture's edge, which stays where it is. */
export function Obstacles({ flow }: { flow: Flow }) {
  const t = useTranslations('editor.question');
  const errors = useTranslations('errors');
  const describe = useProblemText();
  const show = useShowProblem();
  const { question, refusal, blocked } = flow;
  const first = blocked[0];
  const explain = (code: string) => {
    if (code === 'unreachable') return errors('unreachable');
    if (code === 'unsaved' || code === 'undecided') return t(code);
    return errors(`code.${code}` as Parameters<typeof errors>[0]);
  };
  return (
    <>
      <ChangedBanner />
      {(question === 'confirm_submit' || question === 'confirm_approve') && (
        <Confirm flow={flow} approving={question === 'confirm_approve'} />
      )}
      {first && !question && (
        <Notice
          tone="danger"
          title={t('broken', { count: blocked.length })}
          action={
            <Button size="small" onClick={() => show(first)}>
              {t('show')}
            </Button>
          }
        >
          {describe(first)}
        </Notice>
      )}
      {refusal && (
        <Notice
          tone="danger"
          title={t('refused')}
          action={
            <Button size="small" onClick={flow.dismiss}>
              {t('understood')}
            </Button>
          }
        >
          {explain(refusal.code)}
        </Notice>
      )}
    </>
  );
}
