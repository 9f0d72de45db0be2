'use client';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/lib/domain/annotation/validate';
import { UNLABELLED } from '@/lib/editor/changes/boxes';

/** A broken rule in the reader's language; with where in the label it does not parse, if it is that. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTranslations('editor.problem');
  return ({ code, values }) => {
    if (code === 'unknown_class' && values.class === UNLABELLED) return t('no_class');
    return t(code, values);
  };
}
