'use client';
import { useTranslations } from 'next-intl';
import { RELATIONS } from '@/lib/domain/annotation/schema';
import type { Problem } from '@/lib/domain/annotation/validate';
import { LATEX_REFUSALS } from '@/lib/domain/latex/refusal';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { UNLABELLED } from '@/lib/editor/changes/boxes';

/** A broken rule in the reader's language; with where in the label it does not parse, if it is that, and why. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTranslations('editor.problem');
  const refusal = useTranslations('latexBar.refusal');
  const relations = useTranslations('editor.relation');
  /** Classes as the signs that are on the screen, relations in the reader's language. */
  const shown = (values: Problem['values']): Problem['values'] => {
    const relation = RELATIONS.find((known) => known === values.relation);
    return {
      ...values,
      ...(values.class !== undefined && { class: signOf(String(values.class)) }),
      ...(values.parent !== undefined && { parent: signOf(String(values.parent)) }),
      ...(relation && { relation: relations(relation) }),
    };
  };
  return ({ code, values }) => {
    if (code === 'unknown_class' && values.class === UNLABELLED) return t('no_class');
    if (code !== 'latex_broken') return t(code, shown(values));
    const why = LATEX_REFUSALS.find((known) => known === values.why) ?? 'other';
    const { what = 'none', reason = '' } = values;
    // People count characters from one.
    return t(code, { position: Number(values.position) + 1, reason: refusal(why, { what, reason }) });
  };
}
