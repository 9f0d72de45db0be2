'use client';
import { useTranslations } from 'next-intl';
import { ariaKeys } from '@/components/ui/aria-keys';
import { KeyHint } from '@/components/ui/key-hint';
import { cx } from '@/components/ui/cx';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { stageStates } from '@/lib/editor/status';
import { useAction, useEditing, useEditorParts } from '../state/context';
import { useProblemText } from './problem-text';
import { StageGlyph } from './stage-glyph';

function StageTab({ stage }: { stage: Stage }) {
  const t = useTranslations('editor.stageState');
  const words = useTranslations('words.stage');
  const { problems } = useEditing();
  const { annotation, stage: shown } = useEditorParts('annotation', 'stage');
  const { keys, run } = useAction(`stage.${stage}`);
  const describe = useProblemText();
  const state = stageStates(annotation, problems)[stage];
  const wrong = problems.filter((problem) => problem.stage === stage && problem.severity === 'error');
  const title = wrong.length > 0 ? wrong.map(describe).join('\n') : t(state);
  return (
    <button
      type="button"
      role="tab"
      aria-selected={stage === shown}
      aria-keyshortcuts={ariaKeys(keys)}
      data-stage-tab={stage}
      data-state={state}
      title={title}
      onClick={run}
      className={cx(
        'flex w-full flex-col items-center gap-1 rounded-md px-1 py-2 text-xs font-medium',
        stage === shown ? 'bg-accent-soft text-on-accent-soft' : 'text-ink hover:bg-sunken',
      )}
    >
      <StageGlyph state={state} />
      <span>{words(stage)}</span>
      <span className="sr-only">{title}</span>
      {keys && <KeyHint keys={keys} />}
    </button>
  );
}

/** The four stages and where the work on each stands. */
export function StageRail() {
  const t = useTranslations('editor');
  return (
    <nav aria-label={t('stages')} className="w-18 shrink-0 border-r border-line bg-raised p-1.5">
      <div
        role="tablist"
        aria-orientation="vertical"
        aria-label={t('stages')}
        className="flex flex-col gap-1"
      >
        {STAGES.map((stage) => (
          <StageTab key={stage} stage={stage} />
        ))}
      </div>
    </nav>
  );
}
