import { expect, test } from 'vitest';
import { benchFormula } from '@/components/editor/bench/bench-formula';
import { Ahead, type NextFormula } from '@/components/editor/flow/ahead';
import type { EditorPayload } from '@/lib/domain/editor-payload';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

function formula(number: number, more: Partial<EditorPayload> = {}): EditorPayload {
  const payload = benchFormula(3, idOf(number), `/${number}.png`);
  return { ...payload, lease: { expiresAt: new Date(NOW + 900_000).toISOString() }, ...more };
}

/** A server with these formulas in its queue, in this order; and what it was asked. */
function queueOf(...formulas: EditorPayload[]) {
  const asked: string[][] = [];
  const prepared: string[] = [];
  let down = false;
  const ahead = new Ahead({
    now: () => NOW,
    fetch: async (except): Promise<NextFormula> => {
      asked.push([...except]);
      if (down) return { ok: false, refusal: { code: 'unreachable', message: '' } };
      return { ok: true, value: formulas.find(({ formula: { id } }) => !except.includes(id)) ?? null };
    },
    prepare: async ({ formula: { imageUrl } }) => void prepared.push(imageUrl),
  });
  /** Submits `current` and goes on. */
  const take = async (current: number, sentBack = false) => {
    const at = formulas.findIndex(({ formula: { id } }) => id === idOf(current));
    if (at >= 0) formulas.splice(at, 1);
    const answer = await ahead.take(idOf(current), sentBack);
    return answer.ok ? (answer.value?.formula.id ?? null) : answer.refusal.code;
  };
  return { ahead, asked, prepared, take, formulas, breakDown: () => (down = true) };
}

test('the next two are fetched and decoded, each once, and then taken without a request', async () => {
  const { ahead, asked, prepared, take } = queueOf(formula(1), formula(2), formula(3), formula(4));
  ahead.fill(idOf(1));
  expect(await take(1)).toBe(idOf(2));
  await expect.poll(() => prepared).toEqual(['/2.png', '/3.png']);
  const before = asked.length;
  expect(await take(2)).toBe(idOf(3));
  expect(asked.length).toBe(before);
});

test('whoever is faster than the server waits for what is under way, and asks for nothing twice', async () => {
  const { ahead, asked, take } = queueOf(formula(1), formula(2), formula(3));
  ahead.fill(idOf(1));
  ahead.fill(idOf(1));
  expect(await take(1)).toBe(idOf(2));
  expect(asked.filter((except) => except.length === 1)).toHaveLength(1);
});

test('what is taken while others are being fetched is not fetched again', async () => {
  const { ahead, take, prepared } = queueOf(formula(1), formula(2), formula(3), formula(4), formula(5));
  ahead.fill(idOf(1));
  expect(await take(1)).toBe(idOf(2));
  ahead.fill(idOf(2));
  expect(await take(2)).toBe(idOf(3));
  ahead.fill(idOf(3));
  await expect.poll(() => prepared.at(-1)).toBe('/5.png');
  expect(await take(3)).toBe(idOf(4));
  expect(await take(4)).toBe(idOf(5));
  expect(new Set(prepared).size).toBe(prepared.length);
});

test('what was sent back comes first, and what was fetched ahead is still there after it', async () => {
  const { ahead, take, formulas, prepared } = queueOf(formula(1), formula(2), formula(3));
  ahead.fill(idOf(1));
  await expect.poll(() => prepared.length).toBe(2);
  const sentBack = { reason: 'the bar', by: 'Lee', at: new Date(NOW).toISOString() };
  formulas.push(formula(9, { sentBack }));
  expect(await take(1, true)).toBe(idOf(9));
  expect(await take(9)).toBe(idOf(2));
});

test('a formula whose lease is about to end is asked for again', async () => {
  const old = formula(2, { lease: { expiresAt: new Date(NOW + 10_000).toISOString() } });
  const { ahead, take, prepared, formulas, asked } = queueOf(formula(1), old);
  ahead.fill(idOf(1));
  await expect.poll(() => prepared.length).toBe(1);
  formulas.splice(1, 1, formula(2));
  const before = asked.length;
  expect(await take(1)).toBe(idOf(2));
  expect(asked.length).toBe(before + 1);
});

test('at the end of the queue there is none; when the server does not answer, that is said', async () => {
  const empty = queueOf(formula(1));
  empty.ahead.fill(idOf(1));
  expect(await empty.take(1)).toBeNull();
  const broken = queueOf(formula(1), formula(2));
  broken.breakDown();
  broken.ahead.fill(idOf(1));
  expect(await broken.take(1)).toBe('unreachable');
});
