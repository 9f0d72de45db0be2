'use client';
import { useEffect } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { followCascade } from '@/lib/editor/cascade/follow';
import { systemClock } from '@/lib/editor/save/clock';
import type { Workplace } from '../state/workplace';
import type { EditorApi } from './api';

/**
 * Asks the models again after corrections: what they would change is shown as proposals, and the classes of
 * symbols that a person has drawn are on the number keys too. Where no model answers, nothing is proposed.
 */
export function useProposals({ formula }: EditorPayload, { editor }: Workplace, api: EditorApi): void {
  useEffect(() => {
    const ask: Parameters<typeof followCascade>[1] = async (annotation, changed) => {
      const answer = await api.cascade(formula.id, annotation, changed);
      return answer.ok ? answer.value.prediction : null;
    };
    return followCascade(editor, ask, systemClock);
  }, [api, editor, formula.id]);
}
