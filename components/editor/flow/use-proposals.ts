'use client';
import { useEffect } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { followProposals } from '@/lib/editor/proposals';
import type { Workplace } from '../state/workplace';
import type { EditorApi } from './api';

/**
 * Asks the recognizer about symbols that a person has drawn, so that their class is on the number
 * keys too. Where no model answers, the class is found by typing as ever.
 */
export function useProposals({ formula }: EditorPayload, { editor }: Workplace, api: EditorApi): void {
  useEffect(
    () =>
      followProposals(editor, async (annotation) => {
        const answer = await api.cascade(formula.id, annotation, 'detector');
        return answer.ok ? answer.value.prediction.symbols : null;
      }),
    [api, editor, formula.id],
  );
}
