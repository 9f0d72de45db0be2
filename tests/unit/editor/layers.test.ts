import { expect, test } from 'vitest';
import { benchFormula } from '@/components/editor/bench/bench-formula';
import { staleLayers, type Frame } from '@/components/editor/canvas/layers';
import { FALLBACK_PALETTE } from '@/components/editor/canvas/palette';
import type { Overlay } from '@/components/editor/canvas/scene';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { Editor } from '@/lib/editor/editor';
import { setBoxes } from '@/lib/editor/changes/boxes';

const payload = benchFormula(12, '00000000-0000-4000-8000-0000000000ff', '');
const [first, second] = Object.keys(payload.annotation.value.symbols) as [SymbolId, SymbolId];
const box = { x: 5, y: 5, width: 30, height: 30 };

const editorOfTwelve = () =>
  new Editor({
    annotation: payload.annotation.value,
    prediction: payload.prediction?.content ?? null,
    image: payload.formula,
    classes: payload.classes,
  });

const NONE: Frame['problems'] = [];

const frameOf = ({ state, subject }: Editor): Frame => ({
  state,
  subject,
  problems: NONE,
  palette: FALLBACK_PALETTE,
  problemLabel: ({ kind }) => kind,
  image: undefined,
});

/** What has to be drawn again after `act`. */
function staleAfter(act: (editor: Editor) => void, overlays: readonly Overlay[] = [], prepare = act) {
  const editor = editorOfTwelve();
  if (prepare !== act) prepare(editor);
  const before = frameOf(editor);
  act(editor);
  return staleLayers(before, frameOf(editor), overlays);
}

const kept: Overlay = { id: 'kept', layer: 'boxes', shown: () => true, draw: () => undefined };

test('the first frame draws everything', () => {
  expect(staleLayers(null, frameOf(editorOfTwelve()), [])).toEqual(['paper', 'boxes', 'active']);
});

test('pointing, selecting and a gesture draw the top layer only', () => {
  expect(staleAfter((editor) => editor.update({ hovered: first }))).toEqual(['active']);
  expect(staleAfter((editor) => editor.update({ selection: [first] }))).toEqual(['active']);
  expect(staleAfter((editor) => editor.update({ gesture: { brush: box } }))).toEqual(['active']);
});

test('of a drag only the first step takes the box out of the others', () => {
  const grab = (editor: Editor) => editor.update({ gesture: { boxes: new Map([[first, box]]) } });
  const drag = (editor: Editor) =>
    editor.update({ gesture: { boxes: new Map([[first, { ...box, x: 9 }]]) } });
  const swap = (editor: Editor) => editor.update({ gesture: { boxes: new Map([[second, box]]) } });
  expect(staleAfter(grab)).toEqual(['boxes', 'active']);
  expect(staleAfter(drag, [], grab)).toEqual(['active']);
  expect(staleAfter(swap, [], grab)).toEqual(['boxes', 'active']);
  expect(staleAfter((editor) => editor.update({ gesture: null }), [], grab)).toEqual(['boxes', 'active']);
});

test('a change of the formula draws the boxes, a change of the view everything', () => {
  const move = (editor: Editor) => editor.change('test', (now) => setBoxes(now, new Map([[first, box]])));
  expect(staleAfter((editor) => void move(editor))).toEqual(['boxes', 'active']);
  const zoom = (editor: Editor) => editor.update({ view: { scale: 2, x: 0, y: 0 } });
  expect(staleAfter(zoom)).toEqual(['paper', 'boxes', 'active']);
});

test('what is not to be seen draws nothing', () => {
  expect(staleAfter((editor) => editor.requestFocus('canvas'))).toEqual([]);
  expect(staleAfter((editor) => editor.update({ recentClasses: ['x'], tabLeaves: true }))).toEqual([]);
});

test('an overlay that is kept with the boxes is drawn for a selection, and not for a move of the pointer', () => {
  expect(staleAfter((editor) => editor.update({ selection: [first] }), [kept])).toEqual(['boxes', 'active']);
  expect(staleAfter((editor) => editor.update({ hovered: first }), [kept])).toEqual(['active']);
  const hidden = { ...kept, shown: () => false };
  expect(staleAfter((editor) => editor.update({ selection: [first] }), [hidden])).toEqual(['active']);
});

test('a picture that has come is drawn, other problems and another palette are shown', () => {
  const frame = frameOf(editorOfTwelve());
  const image = {} as ImageBitmap;
  expect(staleLayers(frame, { ...frame, image }, [])).toEqual(['paper']);
  expect(staleLayers(frame, { ...frame, problems: [] }, [kept])).toEqual(['boxes', 'active']);
  const palette = { ...FALLBACK_PALETTE, high: '#000' };
  expect(staleLayers(frame, { ...frame, palette }, [])).toEqual(['paper', 'boxes', 'active']);
});
