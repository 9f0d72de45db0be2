import { expect, test } from 'vitest';
import { benchFormula } from '@/components/editor/bench/bench-formula';
import { ScreenFeed } from '@/components/editor/state/screen-feed';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { Editor } from '@/lib/editor/editor';

const payload = benchFormula(8, '00000000-0000-4000-8000-0000000000ff', '');
const [first, second] = Object.keys(payload.annotation.value.symbols) as [SymbolId, SymbolId];

/** An editor whose panels are told when the test says that a frame was painted. */
function shown() {
  const editor = new Editor({
    annotation: payload.annotation.value,
    prediction: null,
    image: payload.formula,
    classes: payload.classes,
  });
  const waiting: (() => void)[] = [];
  const feed = new ScreenFeed(editor, (run) => {
    waiting.push(run);
    return () => void (waiting.includes(run) && waiting.splice(waiting.indexOf(run), 1));
  });
  let told = 0;
  const end = feed.subscribe(() => (told += 1));
  const paint = () => waiting.splice(0).forEach((run) => run());
  return { editor, feed, waiting, paint, end, told: () => told };
}

test('many changes before a frame is painted are told once, after it', () => {
  const { editor, paint, told } = shown();
  editor.update({ selection: [first] });
  editor.update({ selection: [second] });
  expect(told()).toBe(0);
  paint();
  expect(told()).toBe(1);
  paint();
  expect(told()).toBe(1);
});

test('where the keyboard goes is told at once, with all that waited', () => {
  const { editor, waiting, paint, told } = shown();
  editor.update({ selection: [first] });
  editor.requestFocus('class-filter');
  expect(told()).toBe(1);
  expect(waiting).toEqual([]);
  editor.update({ selection: [second] });
  expect(told()).toBe(1);
  paint();
  expect(told()).toBe(2);
});

test('when nobody listens any more nothing waits, and whoever listens again is told', () => {
  const { editor, feed, waiting, paint, end, told } = shown();
  editor.update({ selection: [first] });
  end();
  expect(waiting).toEqual([]);
  editor.update({ selection: [] });
  expect(waiting).toEqual([]);
  let again = 0;
  feed.subscribe(() => (again += 1));
  editor.update({ selection: [second] });
  paint();
  expect([told(), again]).toEqual([0, 1]);
});
