import { describe, expect, test } from 'vitest';
import { BENCH_IMAGE, benchFormula, MAX_BENCH_SYMBOLS } from '@/components/editor/bench/bench-formula';
import { validate } from '@/lib/domain/annotation/validate';
import { EditorPayloadSchema } from '@/lib/domain/editor-payload';
import { centre, intersection } from '@/lib/domain/geometry/box';

const ID = '00000000-0000-4000-8000-0000000000ff';
const formula = (count: number) => benchFormula(count, ID, '/picture.png');

describe.each([1, 2, 3, 50, 300, 1000, MAX_BENCH_SYMBOLS])('a formula of %i boxes', (count) => {
  const payload = formula(count);
  const { value } = payload.annotation;
  const symbols = payload.prediction?.content.symbols ?? [];

  test('is one that the server could send, and breaks no rule', () => {
    expect(EditorPayloadSchema.safeParse(payload).error).toBeUndefined();
    expect(symbols).toHaveLength(count);
    expect(Object.keys(value.symbols)).toHaveLength(count);
    expect(validate(value, { ...BENCH_IMAGE, classes: payload.classes })).toEqual([]);
  });

  test('has two boxes of 40 × 40 in the middle, clear of all others', () => {
    const middle = Math.floor(count / 2);
    const dragged = symbols.slice(middle, middle + 2);
    expect(dragged.length).toBe(Math.min(2, count - middle));
    for (const { id, box } of dragged) {
      expect([box.width, box.height]).toEqual([40, 40]);
      const around = { x: box.x - 20, y: box.y - 20, width: 80, height: 80 };
      const near = symbols.filter((other) => other.id !== id && intersection(other.box, around) > 0);
      expect(near).toEqual([]);
    }
  });

  test('has no box over the middle of another, so that each can be clicked', () => {
    const cells = new Map<string, string[]>();
    for (const { id, box } of symbols) {
      const { x, y } = centre(box);
      const key = `${Math.floor(x / 10)} ${Math.floor(y / 10)}`;
      cells.set(key, [...(cells.get(key) ?? []), id]);
    }
    expect([...cells.values()].filter((ids) => ids.length > 1)).toEqual([]);
  });
});

test('the same number gives the same boxes; lines and doubts are among them', () => {
  expect(formula(300)).toEqual({ ...formula(300), lease: expect.anything() });
  const { prediction, annotation } = formula(300);
  expect(Object.keys(annotation.value.lines).length).toBeGreaterThan(5);
  expect(prediction?.content.symbols.some(({ confidence }) => confidence < 0.5)).toBe(true);
  expect(prediction?.content.symbols.some(({ place }) => place?.relation === 'Sup')).toBe(true);
});
