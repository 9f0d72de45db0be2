'use client';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { z } from 'zod';
import { ariaKeys } from '@/components/ui/aria-keys';
import { KeyHint } from '@/components/ui/key-hint';
import type { Editor } from '@/lib/editor/editor';
import type { Blend } from '@/lib/editor/kernels/blend';
import { useAction, useEditing, useEditorParts } from '../state/context';

const BlendSchema = z.object({ on: z.boolean(), amount: z.number().min(0).max(1) });

const placeOf = (userId: string) => `formulary.blend.${userId}`;

/** What this person chose last in this browser; null where nothing, or nothing that can be read, is kept. */
function readBlend(userId: string): Blend | null {
  try {
    return BlendSchema.parse(JSON.parse(localStorage.getItem(placeOf(userId)) ?? 'null'));
  } catch {
    return null;
  }
}

function keepBlend(userId: string, blend: Blend): void {
  try {
    localStorage.setItem(placeOf(userId), JSON.stringify(blend));
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

/** Carries the blend from formula to formula, per person. */
export function useKeptBlend(editor: Editor, userId: string): void {
  useEffect(() => {
    const kept = readBlend(userId);
    if (kept) editor.update({ blend: kept });
    let { blend } = editor.state;
    return editor.subscribe(() => {
      if (editor.state.blend === blend) return;
      blend = editor.state.blend;
      keepBlend(userId, blend);
    });
  }, [editor, userId]);
}

const STEP = 5;

/** How strongly the rendered formula lies over the written one: 0 is off. */
export function BlendSlider() {
  const t = useTranslations('latexBar');
  const { editor } = useEditing();
  const { blend } = useEditorParts('blend');
  const toggle = useAction('latex.blend');
  const percent = blend.on ? Math.round(blend.amount * 100) : 0;
  return (
    <div className="flex items-center gap-2 text-xs text-muted">
      <button
        type="button"
        aria-pressed={blend.on}
        aria-keyshortcuts={ariaKeys(toggle.keys)}
        onClick={toggle.run}
        data-blend-toggle
        className="flex h-6 items-center gap-1.5 rounded-md px-1.5 whitespace-nowrap hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-on-accent-soft"
      >
        <span aria-hidden="true">◧</span>
        {t('blend')}
        {toggle.keys && <KeyHint keys={toggle.keys} />}
      </button>
      <input
        type="range"
        min={0}
        max={100}
        step={STEP}
        value={percent}
        aria-label={t('blendAmount')}
        aria-valuetext={percent === 0 ? t('blendOff') : t('blendValue', { percent })}
        data-editor-field="blend"
        onChange={(event) => {
          const amount = Number(event.target.value) / 100;
          // Drawn down to nothing it is off; the next toggle brings back what can be seen.
          const next = amount > 0 ? { on: true, amount } : { on: false, amount: editor.state.blend.amount };
          editor.update({ blend: next });
        }}
        className="h-4 w-28 accent-(--accent)"
      />
    </div>
  );
}
