import { describe, expect, it } from 'vitest';
import type { EditorPayload } from '@/lib/domain/editor-payload';
import { SILENCE } from '@/lib/domain/comments';
import { countedOn } from '@/components/editor/flow/progress';
import { SQUARE, squareAnnotation } from './support/formulas';

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

/** The next formula of a project as the server has sent it, when it had counted `done` of `total`. */
const fetchedAt = (done: number, total = 10): EditorPayload => ({
  formula: {
    id: id(1),
    name: 'two.png',
    width: 400,
    height: 200,
    imageUrl: '/image',
    state: 'ready',
    cell: { id: id(2), key: 'all', values: {} },
    predictionStatus: 'done',
    predictionError: null,
  },
  mode: 'edit',
  annotation: { id: id(3), version: 0, value: squareAnnotation() },
  prediction: { id: id(4), content: SQUARE },
  lease: null,
  heldBy: null,
  sentBack: null,
  skipped: null,
  drafts: [],
  talk: SILENCE,
  classes: [],
  project: { id: id(5), slug: 'p', name: 'P' },
  position: { done, total },
});

describe('the count of done formulas', () => {
  const leaving = (outcome: 'submitted' | 'skipped', done: number, total = 10) => ({
    outcome,
    position: { done, total },
  });

  it('has the formula just submitted in it, though the next one was fetched before', () => {
    const next = countedOn(fetchedAt(4), leaving('submitted', 4));
    expect(next.position).toEqual({ done: 5, total: 10 });
    // And goes on from there, one by one.
    expect(countedOn(fetchedAt(5), leaving('submitted', next.position.done)).position.done).toBe(6);
    expect({ ...next, position: null }).toEqual({ ...fetchedAt(4), position: null });
  });

  it('does not count twice what the server has counted', () => {
    expect(countedOn(fetchedAt(5), leaving('submitted', 4)).position.done).toBe(5);
    expect(countedOn(fetchedAt(8), leaving('submitted', 4)).position.done).toBe(8);
    expect(countedOn(fetchedAt(9, 9), leaving('submitted', 9)).position.done).toBe(9);
  });

  it('stays after a formula was skipped', () => {
    expect(countedOn(fetchedAt(4), leaving('skipped', 4)).position.done).toBe(4);
  });
});
