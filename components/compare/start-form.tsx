'use client';
import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import type { FormAction } from '@/components/ui/action-result';
import { FailureNotice } from '@/components/ui/failure-notice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { EVALUATION_SPLITS } from '@/lib/domain/evaluations';
import { STAGES, type Stage } from '@/lib/domain/stages';

export type CandidateChoice = { id: string; stage: Stage; name: string; version: string; released: boolean };
export type SnapshotChoice = {
  id: string;
  name: string;
  counts: Record<(typeof EVALUATION_SPLITS)[number], number>;
};

/** What to evaluate on what: a locked split of a snapshot, and a candidate for each stage. */
export function StartForm({
  action,
  snapshots,
  candidates,
  preset,
}: {
  action: FormAction<{ id: string }>;
  /** Newest first. */
  snapshots: SnapshotChoice[];
  candidates: CandidateChoice[];
  /** Candidates that a link chose. */
  preset: Partial<Record<Stage, string>>;
}) {
  const t = useTranslations('compare.start');
  const stages = useTranslations('words.stageModel');
  const splits = useTranslations('words.split');
  const common = useTranslations('common');
  const [state, submit] = useActionState(action, null);
  const usable = snapshots.find(({ counts }) => counts.test + counts.val > 0) ?? snapshots[0];
  const [snapshotId, setSnapshotId] = useState(usable?.id ?? '');
  const [split, setSplit] = useState<(typeof EVALUATION_SPLITS)[number]>('test');
  const counts = snapshots.find(({ id }) => id === snapshotId)?.counts;
  return (
    <form action={submit} className="flex flex-col gap-3">
      <div className="grid items-start gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-6">
        <Field label={t('snapshot')}>
          {(control) => (
            <Select
              {...control}
              name="snapshotId"
              required
              value={snapshotId}
              onChange={(event) => setSnapshotId(event.currentTarget.value)}
            >
              {snapshots.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('split')} hint={t('splitHint')}>
          {(control) => (
            <Select
              {...control}
              name="split"
              value={split}
              onChange={(event) =>
                setSplit(EVALUATION_SPLITS.find((one) => one === event.currentTarget.value) ?? 'test')
              }
            >
              {EVALUATION_SPLITS.map((one) => (
                <option key={one} value={one}>
                  {`${splits(one)} · ${common('formulaCount', { count: counts?.[one] ?? 0 })}`}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {STAGES.map((stage) => (
          <Field key={stage} label={stages(stage)}>
            {(control) => (
              <Select {...control} name={stage} defaultValue={preset[stage] ?? ''}>
                <option value="">{t('released', { name: releasedName(candidates, stage) })}</option>
                {candidates
                  .filter((candidate) => candidate.stage === stage && !candidate.released)
                  .map(({ id, name, version }) => (
                    <option key={id} value={id}>
                      {name}@{version}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      {counts && counts[split] === 0 && <Notice tone="warning">{t('emptySplit')}</Notice>}
      {state && !state.ok && <FailureNotice failure={state.failure} />}
      <div>
        <SubmitButton>{t('submit')}</SubmitButton>
      </div>
    </form>
  );
}

function releasedName(candidates: readonly CandidateChoice[], stage: Stage): string {
  const released = candidates.find((candidate) => candidate.stage === stage && candidate.released);
  return released ? `${released.name}@${released.version}` : '';
}
