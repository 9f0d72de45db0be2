import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { UNLABELLED } from './changes/boxes';
import type { Editor } from './editor';

/** What the models say about every symbol of an annotation; null when none answered. */
export type AskModels = (annotation: Annotation) => Promise<readonly PredictedSymbol[] | null>;

/** The symbols nobody has said anything about, neither a person nor the prediction: their boxes by id. */
function unknownBoxes(editor: Editor): Map<string, string> {
  const { symbols } = editor.state.annotation;
  const unknown = Object.values(symbols).filter(
    ({ id, class: name }) => name === UNLABELLED && !editor.subject.predicted.has(id),
  );
  return new Map(unknown.map(({ id, box }) => [id, JSON.stringify(box)]));
}

/**
 * Asks the models about symbols without a class that no prediction knows: those drawn at an earlier visit as
 * soon as the formula may be edited, and the others when they are drawn or get another box, however that
 * comes about. One question at a time, and in the background: what is answered becomes `proposals`. A question
 * that no model answers is not asked again for the same boxes.
 * @returns a function that ends it.
 */
export function followProposals(editor: Editor, ask: AskModels): () => void {
  let open = true;
  let asking = false;
  let seen: Annotation | null = null;
  const asked = new Map<string, string>();
  const answer = async (annotation: Annotation) => {
    asking = true;
    const symbols = await ask(annotation).catch(() => null);
    asking = false;
    if (!open) return;
    if (symbols) {
      const fresh = symbols.filter(({ id }) => !editor.subject.predicted.has(id));
      editor.update({ proposals: new Map(fresh.map((symbol) => [symbol.id, symbol])) });
    }
    check();
  };
  const check = () => {
    const { annotation, readOnly } = editor.state;
    if (!open || asking || readOnly || annotation === seen) return;
    seen = annotation;
    const unknown = [...unknownBoxes(editor)];
    if (unknown.every(([id, box]) => asked.get(id) === box)) return;
    for (const [id, box] of unknown) asked.set(id, box);
    void answer(annotation);
  };
  const unsubscribe = editor.subscribe(check);
  check();
  return () => {
    open = false;
    unsubscribe();
  };
}
