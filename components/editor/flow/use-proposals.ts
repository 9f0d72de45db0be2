'use client';
import { useEffect } from 'react';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import type { Workplace } from '../state/workplace';
import type { EditorApi } from './api';

/** Changes after which a symbol without a class has another box to be recognised in. */
const BOX_ACTIONS = new Set(['symbol.draw', 'symbol.move', 'symbol.resize']);

/**
 * Asks the recognizer about symbols that a person has drawn, so that their class is on the number
 * keys too. One question at a time; where no model answers, the class is found by typing as ever.
 */
export function useProposals({ formula }: EditorPayload, { editor }: Workplace, api: EditorApi): void {
  useEffect(() => {
    let open = true;
    let asking = false;
    let stale = false;
    const ask = async () => {
      if (asking) {
        stale = true;
        return;
      }
      asking = true;
      do {
        stale = false;
        const answer = await api.cascade(formula.id, editor.state.annotation, 'detector');
        if (!open) return;
        if (answer.ok) {
          const fresh = answer.value.prediction.symbols.filter(({ id }) => !editor.subject.predicted.has(id));
          editor.update({ proposals: new Map(fresh.map((symbol) => [symbol.id, symbol])) });
        }
      } while (stale);
      asking = false;
    };
    const unsubscribe = editor.onCommit(({ action }) => {
      const unlabelled = Object.values(editor.state.annotation.symbols).some(
        (symbol) => symbol.class === UNLABELLED,
      );
      if (BOX_ACTIONS.has(action) && unlabelled) void ask();
    });
    return () => {
      open = false;
      unsubscribe();
    };
  }, [api, editor, formula.id]);
}
