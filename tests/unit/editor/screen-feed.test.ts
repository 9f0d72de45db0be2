import { expect, test } from 'vitest';
import { ScreenFeed } from '@/components/editor/state/screen-feed';
import { watchedEditor } from './support/watched';

/** An editor whose panels are told when the test says that a frame was painted. */
function shown() {
  const { editor, first, second, waiting, later, pass: paint } = watchedEditor();
  const feed = new ScreenFeed(editor, later);
  let told = 0;
  const end = feed.subscribe(() => (told += 1));
  return { editor, first, second, feed, waiting, paint, end, told: () => told };
}

test('many changes before a frame is painted are told once, after it', () => {
  const { editor, first, second, paint, told } = shown();
  editor.update({ selection: [first] });
  editor.update({ selection: [second] });
  expect(told()).toBe(0);
  paint();
  expect(told()).toBe(1);
  paint();
  expect(told()).toBe(1);
});

test('where the keyboard goes is told at once, with all that waited', () => {
  const { editor, first, second, waiting, paint, told } = shown();
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
  const { editor, first, second, feed, waiting, paint, end, told } = shown();
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
