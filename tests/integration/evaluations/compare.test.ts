import { AppError } from '@/lib/errors';
import { compareEvaluations } from '@/lib/server/evaluations/compare';
import { listDisagreements } from '@/lib/server/evaluations/disagreements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson } from '@/tests/support/builders';
import { majorityAnswer, perfectAnswer } from '@/tests/support/evaluations';
import { makeEvaluationWorld } from '@/tests/support/evaluation-world';

let world: Awaited<ReturnType<typeof makeEvaluationWorld>>;
beforeAll(async () => {
  world = await makeEvaluationWorld();
});
afterAll(() => world.installation.drop());

describe('two evaluations', () => {
  it('are compared formula by formula, and shown where only one of them is right', async () => {
    const snapshot = await world.snapshotOf(...Array.from({ length: 8 }, () => 'test' as const));
    const a = await world.evaluated(snapshot.id, perfectAnswer);
    const b = await world.evaluated(snapshot.id, majorityAnswer);
    const { comparison, outcomes, unscored, ...rows } = await compareEvaluations(world.lead, { a, b });
    expect(rows.a.id).toBe(a);
    expect(rows.b.id).toBe(b);
    expect(unscored).toEqual([]);
    const metric = (key: string) => comparison.metrics.find((row) => row.key === key)!;
    expect(metric('recognizer.top1')).toMatchObject({
      a: { value: 1 },
      b: { value: 0 },
      difference: { value: -1, low: -1, high: -1 },
      verdict: 'worse',
    });
    expect(metric('detector.f1_50')).toMatchObject({ verdict: 'no_difference' });
    expect(comparison.memory.peakRss).toEqual({ a: 200e6, b: 100e6, ratio: 0.5 });
    expect(outcomes.detector).toEqual({ a: 0, b: 0, both: 8, neither: 0 });
    expect(outcomes.recognizer).toEqual({ a: 8, b: 0, both: 0, neither: 0 });
    expect(outcomes.endToEnd).toEqual({ a: 8, b: 0, both: 0, neither: 0 });

    await expect(compareEvaluations(world.lead, { a, b: a })).rejects.toThrow(/one evaluation twice/u);
    const gallery = { a, b, stage: 'recognizer', who: 'a', limit: 5 } as const;
    const first = await listDisagreements(world.lead, gallery);
    expect(first.total).toBe(8);
    expect(first.formulas).toHaveLength(5);
    const second = await listDisagreements(world.lead, { ...gallery, cursor: first.cursor! });
    expect(second.cursor).toBeNull();
    const ids = [...first.formulas, ...second.formulas].map(({ formulaId }) => formulaId);
    expect([...ids].sort()).toEqual(snapshot.formulas.map(({ id }) => id));
    expect(first.formulas[0]).toMatchObject({
      imageUrl: expect.stringContaining('/images/') as string,
      width: 200,
      height: 100,
      gold: { latex: ['x', '^', '{', '2', '}'] },
      a: { predicted: { latex: ['x', '^', '{', '2', '}'] } },
      b: { predicted: { latex: ['-', '^', '{', '-', '}'] } },
    });
    expect((await listDisagreements(world.lead, { a, b, stage: 'detector', who: 'a' })).formulas).toEqual([]);
    await expect(listDisagreements(world.lead, { ...gallery, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('leave out of the pairs what one could not score, and name it', async () => {
    const snapshot = await world.snapshotOf('test', 'test', 'test');
    const bad = snapshot.formulas[0]!;
    const a = await world.evaluated(snapshot.id, perfectAnswer);
    const b = await world.evaluated(snapshot.id, (task) => {
      if (new TextDecoder().decode(task.image) === bad.imageHash) throw new AppError('broken_file', 'torn');
      return perfectAnswer(task);
    });
    const { comparison, outcomes, unscored } = await compareEvaluations(world.lead, { a, b });
    expect(comparison.formulas).toBe(2);
    expect(unscored).toMatchObject([
      { formulaId: bad.id, a: null, b: { code: 'broken_file', message: 'torn' } },
    ]);
    // Whoever crashes is not right.
    expect(outcomes.endToEnd).toEqual({ a: 1, b: 0, both: 2, neither: 0 });
    const { formulas } = await listDisagreements(world.lead, { a, b, stage: 'endToEnd', who: 'a' });
    expect(formulas).toMatchObject([{ formulaId: bad.id, b: null }]);
  });

  it('of other splits, other snapshots or unfinished ones are refused with the reason', async () => {
    const snapshot = await world.snapshotOf('test', 'val');
    const a = await world.evaluated(snapshot.id, perfectAnswer);
    const onVal = await world.start(snapshot.id, { split: 'val' });
    const elsewhere = await world.evaluated((await world.snapshotOf('test')).id, perfectAnswer);
    await expect(compareEvaluations(world.lead, { a, b: onVal.id })).rejects.toThrow(/val split/u);
    await expect(compareEvaluations(world.lead, { a, b: elsewhere })).rejects.toThrow(
      /same split of the same snapshot/u,
    );
    const unfinished = await world.start(snapshot.id);
    await expect(compareEvaluations(world.lead, { a, b: unfinished.id })).rejects.toThrow(/has not begun/u);
    const stranger = await makePerson(world.installation.db);
    await expect(compareEvaluations(stranger, { a, b: a })).rejects.toMatchObject({ code: 'not_found' });
  });
});
