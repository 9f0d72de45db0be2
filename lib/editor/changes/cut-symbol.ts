import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Editor } from '../editor';
import { cropToImage } from '../kernels/boxes';
import { cutBox, widestGap, type Cut } from '../kernels/ink';
import { randomUuid } from '../uuid';
import { splitSymbol } from './split';

/** Where a symbol's own ink leaves a gap: upright if there is one, since formulas run from left to right, else lying. */
export function gapOf(editor: Editor, id: SymbolId): Cut | null {
  const box = editor.state.annotation.symbols[id]?.box;
  const ink = editor.ink.get();
  return box && ink ? (widestGap(ink, box, 'x') ?? widestGap(ink, box, 'y')) : null;
}

/** Cuts a symbol in two, selects the first part and asks for its class; one step of undo. */
export function cutSymbol(editor: Editor, id: SymbolId, cut: Cut): void {
  const whole = editor.state.annotation.symbols[id];
  if (!whole) return;
  const { predicted, image } = editor.subject;
  const [first, second] = cutBox(editor.ink.get(), whole.box, cut).map((box) => ({
    id: randomUuid() as SymbolId,
    box: cropToImage(box, image),
  }));
  if (!first || !second) return;
  const changed = editor.change(
    'symbol.split',
    (annotation) => splitSymbol(annotation, id, [first, second], cut.axis, (one) => predicted.has(one)),
    { selection: [first.id] },
  );
  if (changed) editor.requestFocus('class-filter');
}
