'use client';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/lib/domain/annotation/validate';
import { LATEX_REFUSALS } from '@/lib/domain/latex/refusal';
import { UNLABELLED } from '@/lib/editor/changes/boxes';

/** A broken rule in the reader's language; with where in the label it does not parse, if it is that, and why. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTranslations('editor.problem');
  const refusal = useTranslations('latexBar.refusal');
  return ({ code, values }) => {
    if (code === 'unknown_class' && values.class === UNLABELLED) return t('no_class');
    if (code !== 'latex_broken') return t(code, values);
    const why = LATEX_REFUSALS.find((known) => known === values.why) ?? 'other';
    const { what = 'none', reason = '' } = values;
    // People count characters from one.
    return t(code, { position: Number(values.position) + 1, reason: refusal(why, { what, reason }) });
  };
}
