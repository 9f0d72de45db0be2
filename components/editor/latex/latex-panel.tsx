'use client';
import './latex.css';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { keepKeyboard } from '../panels/keep-keyboard';
import { useEditing } from '../state/context';
import { BlendSlider, useKeptBlend } from './blend';
import { LabelState } from './label-state';
import { usePanelHeight } from './panel-height';
import { Rendering } from './rendering';
import { SourceField, type SourceGoal } from './source-field';

/** The label: its source, which follows the ordering until somebody types, and how it looks. */
export function LatexPanel({ userId }: { userId: string }) {
  const t = useTranslations('latexBar');
  const { editor } = useEditing();
  const { height, edge } = usePanelHeight();
  const [goal, setGoal] = useState<SourceGoal | null>(null);
  useKeptBlend(editor, userId);
  return (
    <section
      aria-label={t('title')}
      onMouseDown={keepKeyboard}
      className="relative grid shrink-0 grid-cols-2 grid-rows-[minmax(0,1fr)_auto] border-t border-line bg-raised"
      style={{ height }}
    >
      {edge}
      <div className="flex min-h-0 min-w-0 flex-col gap-1 px-2.5 pt-1.5">
        <label htmlFor="latex-source" className="flex h-6 items-center text-xs font-semibold text-muted">
          {t('source')}
        </label>
        <SourceField goal={goal} />
      </div>
      <div className="flex min-h-0 min-w-0 flex-col gap-1 border-l border-line px-2.5 pt-1.5">
        <div className="flex h-6 items-center justify-between gap-2">
          <h2 className="truncate text-xs font-semibold text-muted">{t('rendered')}</h2>
          <BlendSlider />
        </div>
        <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-1 overflow-auto">
          <Rendering />
        </div>
      </div>
      <LabelState onGo={(span) => setGoal({ ...span })} />
    </section>
  );
}
