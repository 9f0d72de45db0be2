'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { Span } from '@/lib/domain/latex';
import { useProblemText } from '../panels/problem-text';
import { useAction, useEditing, useEditorParts } from '../state/context';
import { DisagreementList } from './disagreement-list';
import { useCorrespondence } from './use-correspondence';

/** How the label stands to the ordering, in one line that is always there; and what can be done where they differ. */
export function LabelState({ onGo }: { onGo: (span: Span) => void }) {
  const t = useTranslations('latexBar');
  const { annotation, readOnly } = useEditorParts('annotation', 'readOnly');
  const { problems } = useEditing();
  const describe = useProblemText();
  const { found } = useCorrespondence();
  const rewrite = useAction('latex.rewrite');
  const keep = useAction('latex.keep');
  const { pinned } = annotation.label;
  const kept = annotation.accepted.converter;
  const differs = found !== null && !found.agrees;
  const standing = !found
    ? null
    : differs
      ? kept
        ? t('kept')
        : t('differsTitle')
      : t(kept ? 'accepted' : pinned ? 'own' : 'follows');
  const broken = problems.find(({ code }) => code === 'latex_broken');
  return (
    <div
      className="col-span-2 flex h-9 min-w-0 items-center gap-2 px-2.5"
      data-label-state={differs ? 'differs' : 'agrees'}
    >
      {broken ? (
        <p role="status" className="min-w-0 flex-1 truncate text-sm text-danger" data-latex-error>
          {describe(broken)}
        </p>
      ) : (
        <p role="status" className={differs ? 'sr-only' : 'min-w-0 flex-1 truncate text-xs text-muted'}>
          {standing}
        </p>
      )}
      {differs && kept && <p className="shrink-0 text-xs text-muted">{t('kept')}</p>}
      {differs && <DisagreementList disagreements={found.disagreements} onGo={onGo} />}
      {!readOnly && (differs || (pinned && !(found && kept))) && (
        <Button size="small" keys={rewrite.keys} disabled={!rewrite.enabled} onClick={rewrite.run}>
          {t('rewrite')}
        </Button>
      )}
      {!readOnly && differs && !kept && (
        <Button size="small" keys={keep.keys} disabled={!keep.enabled} onClick={keep.run}>
          {t('keep')}
        </Button>
      )}
    </div>
  );
}
