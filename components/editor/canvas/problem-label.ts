'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ProblemMark } from '@/lib/editor/kernels/problem-marks';
import { signOf } from './glyphs';

/** Says what is wrong with one symbol, in so few words that they fit beside it. */
export function useProblemLabel(): (mark: ProblemMark) => string {
  const t = useTranslations('ordering.mark');
  const relations = useTranslations('editor.relation');
  return useCallback(
    ({ kind, values: { relation, parent, line, count } }) =>
      t(kind, {
        line,
        count,
        parent: signOf(parent),
        relation: relation === '' ? '' : relations(relation),
      }),
    [t, relations],
  );
}
