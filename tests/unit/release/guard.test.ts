import { describe, expect, it } from 'vitest';
import { compare } from '@/lib/domain/comparison';
import type { Comparison } from '@/lib/domain/comparison/types';
import { guardedValues, needsReason, type Compared } from '@/lib/domain/release/guard';
import type { GuardVerdict } from '@/lib/domain/release/types';
import type { Stage } from '@/lib/domain/stages';
import { scored, symbol } from '@/tests/support/metrics/scored';
import { classRow, comparison, paired } from './comparison';

const judge = (stage: Stage, said: Comparison, more: Partial<Compared> = {}) =>
  guardedValues(stage, {
    comparison: said,
    otherStages: 'in_use',
    scored: { inUse: 100, candidate: 100 },
    ...more,
  });

/** Everything that is not "no difference", by what it is about. */
function told(...input: Parameters<typeof judge>): Record<string, GuardVerdict> {
  return Object.fromEntries(
    judge(...input)
      .filter(({ verdict }) => verdict !== 'no_difference')
      .map(({ kind, group, key, verdict }) => [`${kind} ${group}.${key}`, verdict]),
  );
}

describe('what is guarded', () => {
  const keys = (stage: Stage) =>
    judge(stage, comparison()).map(({ kind, group, key }) => `${kind} ${group}.${key}`);
  const WHOLE = ['metric endToEnd.exprate', 'metric endToEnd.zeroTouch', 'metric endToEnd.meanCorrections'];
  const REST = ['latency endToEnd.p50', 'coverage endToEnd.scored'];

  it('is the formula as a whole, the stage itself, its time, and what it can read at all', () => {
    expect(keys('detector')).toEqual([
      ...WHOLE,
      'metric detector.f1_50',
      'metric detector.f1_75',
      'metric detector.allFound',
      ...REST,
    ]);
    expect(keys('recognizer')).toEqual([
      ...WHOLE,
      'metric recognizer.top1',
      'metric recognizer.macroRecall',
      ...REST,
    ]);
    expect(keys('aligner')).toEqual([
      ...WHOLE,
      'metric aligner.classTop1',
      'metric aligner.classMacroRecall',
      'metric aligner.relationF1',
      'metric aligner.macroRelationF1',
      'metric aligner.treeExact',
      ...REST,
    ]);
    expect(keys('converter')).toEqual([...WHOLE, 'metric converter.exact', ...REST]);
  });

  it('asks for no reason where nothing differs', () => {
    expect(told('aligner', comparison())).toEqual({});
    expect(needsReason(judge('aligner', comparison()))).toBe(false);
  });
});

describe('a metric', () => {
  it('is lost or won as its paired interval lies, corrections the other way round', () => {
    const said = comparison({
      metrics: {
        'endToEnd.exprate': paired(0.5, 0.6, 0.05, 'better'),
        'endToEnd.meanCorrections': paired(1, 1.2, 0.1, 'worse'),
        'recognizer.top1': paired(0.9, 0.85, 0.02, 'worse'),
      },
    });
    expect(told('recognizer', said)).toEqual({
      'metric endToEnd.exprate': 'won',
      'metric endToEnd.meanCorrections': 'lost',
      'metric recognizer.top1': 'lost',
    });
    expect(needsReason(judge('recognizer', said))).toBe(true);
    const lost = judge('recognizer', said).find(({ key }) => key === 'top1')!;
    expect(lost).toMatchObject({ inUse: 0.9, candidate: 0.85, better: 'higher', support: null });
    expect(lost.difference!.value).toBeCloseTo(-0.05);
    expect(lost.difference!.low).toBeCloseTo(-0.07);
    expect(lost.difference!.high).toBeCloseTo(-0.03);
  });

  it('that is worse in too few formulas to be shown is not known; better in so few is no difference', () => {
    const few = (a: number, b: number, half: number) =>
      told('recognizer', comparison({ metrics: { 'recognizer.top1': paired(a, b, half, 'no_difference') } }));
    expect(few(0.9, 0.85, 0.02)).toEqual({ 'metric recognizer.top1': 'unknown' });
    expect(few(0.9, 0.85, 0.06)).toEqual({});
    expect(few(0.85, 0.9, 0.02)).toEqual({});
    const more = comparison({
      metrics: { 'endToEnd.meanCorrections': paired(1, 1.2, 0.1, 'no_difference') },
    });
    expect(told('recognizer', more)).toEqual({ 'metric endToEnd.meanCorrections': 'unknown' });
  });

  it('of another stage does not count: it cannot be this candidate’s', () => {
    const said = comparison({ metrics: { 'detector.f1_50': paired(0.9, 0.5, 0.01, 'worse') } });
    expect(told('recognizer', said)).toEqual({});
    expect(told('detector', said)).toEqual({ 'metric detector.f1_50': 'lost' });
  });
});

describe('the recall of a class', () => {
  const of = (support: number, a: number, b: number, half: number, verdict: 'worse' | 'no_difference') =>
    told('recognizer', comparison({ classes: [classRow('\\alpha', support, paired(a, b, half, verdict))] }));
  const LOST = { 'class recognizer.\\alpha': 'lost' };

  it('is lost when its interval lies below 0, from 10 symbols on', () => {
    expect(of(10, 0.9, 0.6, 0.2, 'worse')).toEqual(LOST);
    expect(of(9, 0.9, 0.6, 0.2, 'worse')).toEqual({});
  });

  it('is lost with a drop of 10 points, from 10 symbols on, however wide the interval', () => {
    expect(of(10, 0.9, 0.8, 0.2, 'no_difference')).toEqual(LOST);
    expect(of(9, 0.9, 0.8, 0.2, 'no_difference')).toEqual({});
    expect(of(10, 0.9, 0.81, 0.2, 'no_difference')).toEqual({});
  });

  it('is read where the stage answers for classes: found, recognized, in context; not of the converter', () => {
    const bad = [classRow('x', 50, paired(0.9, 0.1, 0.1, 'worse'))];
    const good = [classRow('x', 50, paired(0.1, 0.9, 0.1, 'better'))];
    const said = comparison();
    said.perClass = { predicted: bad, recognizer: good, context: bad };
    expect(told('detector', said)).toEqual({ 'class detector.x': 'lost' });
    expect(told('recognizer', said)).toEqual({ 'class recognizer.x': 'won' });
    expect(told('aligner', said)).toEqual({ 'class aligner.x': 'lost' });
    expect(told('converter', said)).toEqual({});
  });
});

describe('a class in fewer than six formulas', () => {
  const letters = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => symbol(`${name}${n}`, n * 20, null, null, name));
  /** 200 formulas of five x, and five of five z: 25 symbols of z. */
  const formulas = (count: number, saidOfZ: string) => [
    ...Array.from({ length: 200 }, () => scored({ symbols: letters('x', 5) })),
    ...Array.from({ length: 5 }, (_, n) => {
      const name = n < count ? saidOfZ : 'z';
      const symbols = letters('z', 5);
      return scored({
        symbols,
        onGold: { ranking: symbols.map(() => [name]), contextClass: symbols.map(() => name) },
      });
    }),
  ];
  const judged = (count: number, saidOfZ: string) => {
    const timings = formulas(0, 'z').map(() => ({ total: 50 }));
    const said = compare(formulas(0, 'z'), formulas(count, saidOfZ), {
      timings: { a: timings, b: timings },
    });
    return { told: told('recognizer', said), values: judge('recognizer', said) };
  };

  it('that is not read at all any more is lost, and what it pulls down is not known', () => {
    const { told: found, values } = judged(5, 'x');
    expect(values.find(({ key }) => key === 'z')).toMatchObject({
      support: 25,
      inUse: 1,
      candidate: 0,
      verdict: 'lost',
    });
    expect(found).toEqual({
      'class recognizer.z': 'lost',
      'metric recognizer.top1': 'unknown',
      'metric recognizer.macroRecall': 'unknown',
    });
    expect(needsReason(values)).toBe(true);
  });

  it('asks for nothing where it is read as before', () => {
    const { told: found, values } = judged(0, 'x');
    expect(found).toEqual({});
    expect(needsReason(values)).toBe(false);
  });
});

describe('the F1 of a relation', () => {
  it('is guarded like a class, for the aligner only', () => {
    const said = comparison({
      relations: [
        classRow('Sup', 200, paired(0.95, 0.9, 0.02, 'worse')),
        classRow('Inside', 5, paired(1, 0, 0, 'worse')),
      ],
    });
    expect(told('aligner', said)).toEqual({ 'relation aligner.Sup': 'lost' });
    expect(told('detector', said)).toEqual({});
  });
});

describe('time and coverage', () => {
  it('may grow by half and not more', () => {
    const took = (after: number) => told('converter', comparison({ milliseconds: [60, after] }));
    expect(took(90)).toEqual({}); // 90 / 60 = 1.5
    expect(took(91)).toEqual({ 'latency endToEnd.p50': 'lost' });
    expect(took(40)).toEqual({}); // 40 / 60 = 1 / 1.5
    expect(took(39)).toEqual({ 'latency endToEnd.p50': 'won' });
  });

  it('is not known where nobody measured', () => {
    expect(told('converter', comparison({ milliseconds: null }))).toEqual({
      'latency endToEnd.p50': 'unknown',
    });
  });

  it('is lost by failing where the one in use does not: what is left would look better', () => {
    const scored = (inUse: number, candidate: number) =>
      told('detector', comparison(), { scored: { inUse, candidate } });
    expect(scored(100, 99)).toEqual({ 'coverage endToEnd.scored': 'lost' });
    expect(scored(99, 100)).toEqual({ 'coverage endToEnd.scored': 'won' });
  });
});

describe('evidence that says less', () => {
  it('leaves everything open when there is none', () => {
    const values = guardedValues('converter', null);
    expect(values.map(({ verdict }) => verdict)).toEqual(Array(6).fill('unknown'));
    expect(values[0]).toMatchObject({ inUse: null, candidate: null, difference: null });
    expect(needsReason(values)).toBe(true);
  });

  it('leaves the whole formula open when the other stages differed too, but not the stage itself', () => {
    const classes = [classRow('x', 50, paired(0.9, 0.1, 0.1, 'worse'))];
    const said = comparison({ classes });
    const open = {
      'metric endToEnd.exprate': 'unknown',
      'metric endToEnd.zeroTouch': 'unknown',
      'metric endToEnd.meanCorrections': 'unknown',
      'latency endToEnd.p50': 'unknown',
      'coverage endToEnd.scored': 'unknown',
    };
    expect(told('recognizer', said, { otherStages: 'different' })).toEqual({
      ...open,
      'class recognizer.x': 'lost',
    });
    // What the pipeline predicts of a class is everybody's doing.
    expect(told('detector', said, { otherStages: 'different' })).toEqual(open);
  });

  it('is as good when both had the same other stages, though not those in use', () => {
    expect(told('recognizer', comparison(), { otherStages: 'same' })).toEqual({});
  });
});
