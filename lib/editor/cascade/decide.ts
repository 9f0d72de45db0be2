import type { Editor } from '../editor';
import { applyItems, soundAfter } from './apply';
import { itemId, itemKey, type ProposalItem } from './items';
import { shownItems } from './state';

const found = (editor: Editor, ids: readonly string[]) =>
  shownItems(editor.state, editor.subject).filter(({ id }) => ids.includes(id));

/**
 * Accepts proposals that are on the screen, with what they need, as one change of the person's: one step of
 * undo. Others are not touched. @returns whether anything was accepted.
 */
export function acceptProposals(editor: Editor, ids: readonly string[], action: string): boolean {
  const { image, predicted } = editor.subject;
  const { lines } = editor.state.cascade.proposal;
  const wanted = found(editor, ids).map(({ together }) => together);
  const isPredicted = (id: ProposalItem['symbol']) => predicted.has(id);
  return editor.change(action, (annotation) => {
    const apply = (items: ReadonlySet<ProposalItem>) =>
      applyItems(annotation, [...items], { lines }, isPredicted);
    const isSound = soundAfter(annotation, image);
    let chosen = new Set(wanted.flat());
    // Each is sound by itself; where together they are not, as many are taken as go together.
    if (!isSound(apply(chosen))) {
      chosen = new Set();
      for (const together of wanted) {
        const more = new Set([...chosen, ...together]);
        if (isSound(apply(more))) chosen = more;
      }
    }
    return apply(chosen);
  });
}

/** Refuses proposals: what is there stays, and the same change is not proposed again. */
export function refuseProposals(editor: Editor, ids: readonly string[]): void {
  const { cascade } = editor.state;
  const refused = new Set(cascade.refused);
  for (const { item } of found(editor, ids)) refused.add(itemKey(item));
  editor.update({ cascade: { ...cascade, refused } });
}

/** The ids of all proposals that are on the screen. */
export const shownIds = (editor: Editor): string[] =>
  shownItems(editor.state, editor.subject).map(({ item }) => itemId(item));
