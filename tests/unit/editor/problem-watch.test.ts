import { expect, test } from 'vitest';
import { ProblemWatch } from '@/components/editor/state/problem-watch';
import { relabel } from '@/lib/editor/changes/classes';
import { watchedEditor } from './support/watched';

/** An editor whose rules are checked when the test says that there is time. */
function watched() {
  const { editor, first, waiting, later, pass: idle } = watchedEditor();
  const watch = new ProblemWatch(editor, later);
  let told = 0;
  watch.subscribe(() => (told += 1));
  const end = watch.follow();
  const label = (name: string) => editor.change('test', (now) => relabel(now, [first], name));
  const codes = () => watch.shown.map(({ code }) => code);
  return { watch, waiting, idle, label, codes, end, told: () => told };
}

test('what is shown follows when there is time; what is asked for is true at once', () => {
  const { watch, idle, label, codes, told } = watched();
  idle();
  label('\\nonsense');
  expect(codes()).toEqual([]);
  expect(watch.now().map(({ code }) => code)).toContain('unknown_class');
  expect(told()).toBe(0);
  idle();
  expect(codes()).toContain('unknown_class');
  expect(told()).toBe(1);
});

test('many changes are checked once, and the same findings tell nobody', () => {
  const { waiting, idle, label, codes, told } = watched();
  idle();
  for (const name of ['a', 'b', 'c']) label(name);
  expect(waiting).toHaveLength(1);
  idle();
  expect(codes()).toEqual([]);
  expect(told()).toBe(0);
});

test('ended, it checks nothing any more', () => {
  const { waiting, idle, label, end } = watched();
  idle();
  label('a');
  end();
  expect(waiting).toHaveLength(0);
  label('b');
  expect(waiting).toHaveLength(0);
});
