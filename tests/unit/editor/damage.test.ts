import { expect, test } from 'vitest';
import { benchFormula } from '@/components/editor/bench/bench-formula';
import { damageOf, reachOf } from '@/components/editor/canvas/damage';
import { FALLBACK_PALETTE } from '@/components/editor/canvas/palette';
import type { Overlay, Scene } from '@/components/editor/canvas/scene';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import { setBoxes } from '@/lib/editor/changes/boxes';
import { relabel } from '@/lib/editor/changes/classes';
import { deleteSymbols } from '@/lib/editor/changes/deletion';
import { Editor } from '@/lib/editor/editor';
import { boxOnScreen } from '@/lib/editor/kernels/view';

const payload = benchFormula(60, '00000000-0000-4000-8000-0000000000ff', '');
const ids = Object.keys(payload.annotation.value.symbols) as SymbolId[];
const [first, second] = ids as [SymbolId, SymbolId];
const elsewhere = { x: 1500, y: 700, width: 30, height: 30 };

/** What of the boxes is to be drawn again after `act`, and the scene after it. */
function damageAfter(act: (editor: Editor) => void, overlays: readonly Overlay[] = []) {
  const editor = new Editor({
    annotation: payload.annotation.value,
    prediction: payload.prediction?.content ?? null,
    image: payload.formula,
    classes: payload.classes,
  });
  const scene = (): Scene => ({
    state: editor.state,
    subject: editor.subject,
    problems: [],
    palette: FALLBACK_PALETTE,
    problemLabel: ({ kind }) => kind,
  });
  const before = scene();
  act(editor);
  const now = scene();
  const onScreen = (box: Box) => boxOnScreen(now.state.view, box);
  return { part: damageOf(before, now, overlays), onScreen };
}

const boxOf = (id: SymbolId) => payload.annotation.value.symbols[id]!.box;
const covers = (outer: Box | null, inner: Box) =>
  outer !== null &&
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;

test('a moved box concerns where it was and where it is, with marks and label', () => {
  const move = (editor: Editor) =>
    void editor.change('test', (now) => setBoxes(now, new Map([[first, elsewhere]])));
  const { part, onScreen } = damageAfter(move);
  expect(covers(part, reachOf(onScreen(boxOf(first)), 'x'))).toBe(true);
  expect(covers(part, reachOf(onScreen(elsewhere), 'x'))).toBe(true);
});

test('another class, a deleted box and one that is taken up concern their own place only', () => {
  const acts: ((editor: Editor) => void)[] = [
    (editor) => void editor.change('test', (now) => relabel(now, [second], 'z')),
    (editor) => void editor.change('test', (now) => deleteSymbols(now, [second], () => true)),
    (editor) => editor.update({ gesture: { boxes: new Map([[second, elsewhere]]) } }),
  ];
  for (const act of acts) {
    const { part, onScreen } = damageAfter(act);
    const box = onScreen(boxOf(second));
    expect(covers(part, box)).toBe(true);
    expect(part!.width * part!.height).toBeLessThan(200 * 200);
  }
});

test('another view or stage, labels, many boxes, and an overlay with the boxes concern all', () => {
  const kept: Overlay = { id: 'kept', layer: 'boxes', shown: () => true, draw: () => undefined };
  const many = new Map(ids.slice(0, 50).map((id) => [id, elsewhere]));
  expect(damageAfter((editor) => editor.update({ view: { scale: 2, x: 0, y: 0 } })).part).toBeNull();
  expect(damageAfter((editor) => editor.update({ stage: 'recognizer' })).part).toBeNull();
  expect(damageAfter((editor) => editor.update({ labels: true })).part).toBeNull();
  const moveMany = (editor: Editor) => void editor.change('test', (now) => setBoxes(now, many));
  expect(damageAfter(moveMany).part).toBeNull();
  expect(damageAfter((editor) => editor.update({ gesture: { boxes: many } })).part).toBeNull();
  const one = (editor: Editor) => void editor.change('test', (now) => relabel(now, [first], 'z'));
  expect(damageAfter(one, [kept]).part).toBeNull();
});
