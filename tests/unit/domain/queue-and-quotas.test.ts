import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prediction } from '@/lib/domain/annotation/prediction';
import { canonicalJson } from '@/lib/domain/canonical-json';
import { ACTION_ROLES, can, projectsWhere, type Actor, type ProjectAction } from '@/lib/domain/permissions';
import { compareForQueue, expectedCorrectionCost, type QueueEntry } from '@/lib/domain/queue';
import { cellKey, noCounts, quotaProgress, spanCells, unknownValues } from '@/lib/domain/quotas';

const entry = (change: Partial<QueueEntry>): QueueEntry => ({
  formulaId: 'f',
  state: 'ready',
  assigneeId: null,
  target: 0,
  filled: 0,
  expectedCost: 5,
  ...change,
});
const first = (...entries: QueueEntry[]) =>
  [...entries].sort((a, b) => compareForQueue(a, b, 'me'))[0]?.formulaId;

describe('the queue', () => {
  it('puts what was sent back to me before what I began, and both before anything new', () => {
    const back = entry({ formulaId: 'back', state: 'sent_back', assigneeId: 'me', expectedCost: 99 });
    const begun = entry({ formulaId: 'begun', state: 'in_progress', assigneeId: 'me', expectedCost: 50 });
    const fresh = entry({ formulaId: 'new', target: 10, expectedCost: 0 });
    expect(first(fresh, begun, back)).toBe('back');
    expect(first(fresh, begun)).toBe('begun');
  });

  it('goes for the emptiest quota before the cheapest formula, and leaves what others began to them', () => {
    const cheap = entry({ formulaId: 'cheap', expectedCost: 1 });
    const wanted = entry({ formulaId: 'wanted', target: 4, filled: 1, expectedCost: 30 });
    const nearlyFull = entry({ formulaId: 'nearly', target: 100, filled: 90, expectedCost: 1 });
    const others = entry({ formulaId: 'theirs', state: 'in_progress', assigneeId: 'you', target: 4 });
    expect(first(cheap, nearlyFull, wanted, others)).toBe('wanted');
    expect(first(cheap, entry({ formulaId: 'unknown', expectedCost: null }))).toBe('cheap');
    expect(first(others, cheap)).toBe('cheap');
  });

  it('is a total order whatever it is made of', () => {
    const some = fc.record({
      formulaId: fc.constantFrom('a', 'b', 'c', 'd'),
      state: fc.constantFrom('ready', 'in_progress', 'sent_back'),
      assigneeId: fc.constantFrom(null, 'me', 'you'),
      target: fc.nat(5),
      filled: fc.nat(5),
      expectedCost: fc.option(fc.double({ min: 0, max: 9, noNaN: true })),
    }) as fc.Arbitrary<QueueEntry>;
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        const sign = (x: QueueEntry, y: QueueEntry) => Math.sign(compareForQueue(x, y, 'me'));
        expect(sign(a, b) + sign(b, a)).toBe(0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('expects a sure prediction to cost a look, and a doubtful symbol its corrections', () => {
    const symbol = {
      id: 's',
      box: { x: 0, y: 0, width: 1, height: 1 },
      boxConfidence: 1,
      class: 'x',
      confidence: 1,
      candidates: [],
      place: null,
      placeConfidence: null,
    };
    const sure = {
      symbols: [symbol],
      lines: [],
      latex: '',
      latexConfidence: 1,
      timingsMs: {},
      candidates: {},
    };
    expect(expectedCorrectionCost(sure as unknown as Prediction)).toBeCloseTo(1.35 + 0.28, 10);
    const doubtful = { ...sure, symbols: [{ ...symbol, confidence: 0.5, placeConfidence: 1 }] };
    // Half of a relabelling: 1.10 + 2 × 0.10 + 1.35 + 0.28 = 2.93 s.
    expect(expectedCorrectionCost(doubtful as unknown as Prediction)).toBeCloseTo(1.63 + 2.93 / 2, 10);
  });
});

describe('quotas', () => {
  const axes = [
    {
      key: 'level',
      name: 'Level',
      values: [
        { key: 'a', name: 'A' },
        { key: 'b', name: 'B' },
      ],
    },
    { key: 'script', name: 'Script', values: [{ key: 'p', name: 'P' }] },
    { key: 'empty', name: 'Empty', values: [] },
  ];

  it('span the cells of their axes, under keys that do not depend on the order of the axes', () => {
    expect(spanCells(axes).map(cellKey)).toEqual(['level=a;script=p', 'level=b;script=p']);
    expect(cellKey({ script: 'p', level: 'a' })).toBe('level=a;script=p');
    expect([spanCells([]), cellKey({})]).toEqual([[{}], '']);
  });

  it('say in words which values there are not', () => {
    expect(unknownValues({ level: 'a' }, axes)).toEqual([]);
    expect(unknownValues({ level: 'z', colour: 'red' }, axes)).toHaveLength(2);
  });

  it('are met by approved formulas alone', () => {
    const counts = { ...noCounts(), approved: 3, submitted: 4, ready: 1, skipped: 2 };
    expect(quotaProgress(10, counts)).toEqual({
      target: 10,
      approved: 3,
      onTheWay: 4,
      missing: 7,
      uncovered: 2,
      met: false,
    });
    expect(quotaProgress(3, counts)).toMatchObject({ missing: 0, uncovered: 0, met: true });
  });
});

describe('permissions', () => {
  const actor = (roles: Actor['memberships'][number]['roles'], isAdministrator = false): Actor => ({
    userId: 'u',
    name: 'U',
    email: 'u@example.org',
    isAdministrator,
    memberships: roles.length > 0 ? [{ projectId: 'p', slug: 'p', roles }] : [],
  });
  const actions = Object.keys(ACTION_ROLES) as ProjectAction[];

  it('add up over several roles, and end at the project', () => {
    for (const action of actions) {
      const allowed: readonly string[] = ACTION_ROLES[action];
      expect(can(actor(['annotator', 'engineer']), action, 'p')).toBe(
        allowed.includes('annotator') || allowed.includes('engineer'),
      );
      expect(can(actor(['lead']), action, 'another')).toBe(false);
      expect(can(actor([]), action, 'p')).toBe(false);
      expect(can(actor([], true), action, 'p')).toBe(true);
    }
  });

  it('let engineers annotate nothing and nobody but administrators make projects', () => {
    expect(can(actor(['engineer']), 'formula.annotate', 'p')).toBe(false);
    expect(can(actor(['lead']), 'project.create')).toBe(false);
    expect(can(actor([], true), 'project.create')).toBe(true);
    expect(projectsWhere(actor(['lead']), 'formula.see_any')).toEqual({ all: false, projectIds: ['p'] });
    expect(projectsWhere(actor(['annotator']), 'formula.see_any')).toEqual({ all: false, projectIds: [] });
    expect(projectsWhere(actor([], true), 'formula.see_any')).toEqual({ all: true });
  });
});

it('writes equal values as equal JSON', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
