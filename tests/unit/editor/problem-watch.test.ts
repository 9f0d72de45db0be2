import { expect, test } from 'vitest';
import { benchFormula } from '@/components/editor/bench/bench-formula';
import { ProblemWatch } from '@/components/editor/state/problem-watch';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { relabel } from '@/lib/editor/changes/classes';
import { Editor } from '@/lib/editor/editor';

const payload = benchFormula(8, '00000000-0000-4000-8000-0000000000ff', '');
const [first] = Object.keys(payload.annotation.value.symbols) as [SymbolId];

/** An editor whose rules are checked when the test says that there is time. */
function watched() {
  const editor = new Editor({
    annotation: payload.annotation.value,
    prediction: null,
    image: payload.formula,
    classes: payload.classes,
  });
  const waiting: (() => void)[] = [];
  const watch = new ProblemWatch(editor, (run) => {
    waiting.push(run);
    return () => void waiting.splice(waiting.indexOf(run), 1);
  });
  let told = 0;
  watch.subscribe(() => (told += 1));
  const end = watch.follow();
  const idle = () => waiting.splice(0).forEach((run) => run());
  const label = (name: string) => editor.change('test', (now) => relabel(now, [first], name));
  const codes = () => watch.shown.map(({ code }) => code);
  return { editor, watch, waiting, idle, label, codes, end, told: () => told };
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
