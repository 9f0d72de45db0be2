'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, LinkButton, type ButtonSize } from '@/components/ui/button';
import type { CandidateRow } from '@/lib/domain/candidate';
import type { CandidateStanding } from '@/lib/domain/candidate-numbers';
import type { ReleaseCalls } from './release-calls';
import { ReleaseDialog } from './release-dialog';

/** Evaluate, compare, release: what one does with a candidate. */
export function CandidateActions({
  candidate,
  standing,
  project,
  calls,
  size = 'small',
}: {
  candidate: CandidateRow;
  standing: CandidateStanding | null;
  project: string;
  calls: ReleaseCalls | null;
  size?: ButtonSize;
}) {
  const t = useTranslations('candidates.actions');
  const [releasing, setReleasing] = useState(false);
  const beside = standing?.inUse;
  return (
    <span className="flex justify-end gap-2">
      {beside && beside.evaluationId !== standing.own.evaluationId && !candidate.released && (
        <LinkButton
          size={size}
          prefetch={false}
          href={`/p/${project}/compare?a=${beside.evaluationId}&b=${standing.own.evaluationId}`}
        >
          {t('compare')}
        </LinkButton>
      )}
      {calls && (
        <LinkButton
          size={size}
          prefetch={false}
          href={`/p/${project}/evaluations?${candidate.stage}=${candidate.id}`}
        >
          {t('evaluate')}
        </LinkButton>
      )}
      {calls && !candidate.released && (
        <>
          <Button size={size} look="primary" onClick={() => setReleasing(true)}>
            {t('release')}
          </Button>
          <ReleaseDialog
            open={releasing}
            onOpenChange={setReleasing}
            candidate={candidate}
            project={project}
            calls={calls}
          />
        </>
      )}
    </span>
  );
}
