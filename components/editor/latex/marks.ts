import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { Span } from '@/lib/domain/latex';

/** How a stretch of the source is marked. `selected`: its symbol is selected. `alone`: nothing agrees with it. */
export type MarkKind = 'selected' | 'alone' | 'broken';

export interface Mark extends Span {
  readonly kind: MarkKind;
}

const DECORATIONS: Record<MarkKind, Decoration> = {
  selected: Decoration.mark({ class: 'cm-latex-selected', attributes: { 'data-latex-mark': 'selected' } }),
  alone: Decoration.mark({ class: 'cm-latex-alone', attributes: { 'data-latex-mark': 'alone' } }),
  broken: Decoration.mark({ class: 'cm-latex-broken', attributes: { 'data-latex-mark': 'broken' } }),
};

/** Replaces all marks. */
export const setMarks = StateEffect.define<readonly Mark[]>();

/** The marks of the source; they move along with what is typed until they are set anew. */
export const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const set = transaction.effects.findLast((effect) => effect.is(setMarks));
    if (!set) return marks.map(transaction.changes);
    const { length } = transaction.newDoc;
    const ranges = set.value
      .filter(({ from, to }) => from < to && to <= length)
      .map(({ from, to, kind }) => DECORATIONS[kind].range(from, to));
    return Decoration.set(ranges, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});
