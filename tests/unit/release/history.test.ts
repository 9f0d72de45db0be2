import { describe, expect, it } from 'vitest';
import { chooseEvidence, type EvidenceCandidate } from '@/lib/domain/release/evidence';
import { releaseBefore } from '@/lib/domain/release/history';

describe('going back', () => {
  /** Oldest first; `<` takes the newest back, which makes a row of what counts then. */
  function walk(steps: readonly string[]): (string | null | undefined)[] {
    const rows: { candidateId: string | null; rollback: boolean }[] = [];
    return steps.map((step) => {
      const before = releaseBefore(rows);
      if (step !== '<') rows.unshift({ candidateId: step === '-' ? null : step, rollback: false });
      else if (before !== undefined) rows.unshift({ candidateId: before, rollback: true });
      return step === '<' ? before : undefined;
    });
  }

  it('leads to the release before, and from the first one to what is shipped', () => {
    expect(walk(['A', 'B', 'C', '<'])).toEqual([undefined, undefined, undefined, 'B']);
    expect(walk(['A', '<'])).toEqual([undefined, null]);
  });

  it('twice leads two releases back, not forth again', () => {
    expect(walk(['A', 'B', 'C', '<', '<', '<'])).toEqual([undefined, undefined, undefined, 'B', 'A', null]);
  });

  it('ends where nothing is left to take back', () => {
    expect(releaseBefore([])).toBeUndefined();
    expect(walk(['A', '<', '<'])).toEqual([undefined, null, undefined]);
  });

  it('counts a release after a roll-back as a release, one of the shipped candidate too', () => {
    expect(walk(['A', 'B', '<', 'C', '<', '<'])).toEqual([undefined, undefined, 'A', undefined, 'A', null]);
    expect(walk(['A', '-', '<'])).toEqual([undefined, undefined, 'A']);
  });
});

describe('the evidence for a release', () => {
  const inUse = { detector: 'd0', recognizer: 'r0', aligner: 'a0', converter: 'c0' };
  const asked = { candidates: { recognizer: 'r1' }, inUse };
  const evaluation = (
    id: string,
    candidates: Partial<EvidenceCandidate['candidates']>,
    more: Partial<EvidenceCandidate> = {},
  ): EvidenceCandidate => ({
    id,
    snapshotId: 's1',
    split: 'test',
    at: new Date('2026-01-01'),
    candidates: { ...inUse, ...candidates },
    ...more,
  });
  const chosen = (...evaluations: EvidenceCandidate[]) => {
    const pair = chooseEvidence(evaluations, asked);
    return pair && [pair.inUse.id, pair.candidate.id, pair.otherStages];
  };

  it('is a pair on the same split of the same snapshot, and nothing else', () => {
    const mine = evaluation('mine', { recognizer: 'r1' });
    expect(chosen(mine)).toBeNull();
    expect(chosen(mine, evaluation('other', {}, { snapshotId: 's2' }))).toBeNull();
    expect(chosen(mine, evaluation('val', {}, { split: 'val' }))).toBeNull();
    expect(chosen(mine, evaluation('third', { recognizer: 'r2' }))).toBeNull();
    expect(chosen(mine, evaluation('base', {}))).toEqual(['base', 'mine', 'in_use']);
  });

  it('is best when only this stage differs from what is in use; else when only this stage differs', () => {
    const base = evaluation('base', {});
    const mine = evaluation('mine', { recognizer: 'r1' });
    const late = { at: new Date('2026-02-01') };
    const oldBase = evaluation('old-base', { detector: 'd9' }, late);
    const oldMine = evaluation('old-mine', { detector: 'd9', recognizer: 'r1' }, late);
    expect(chosen(base, mine, oldBase, oldMine)).toEqual(['base', 'mine', 'in_use']);
    expect(chosen(oldBase, oldMine, base)).toEqual(['old-base', 'old-mine', 'same']);
    expect(chosen(base, oldMine)).toEqual(['base', 'old-mine', 'different']);
  });

  it('of two that are released together has both of them, and neither in what it is compared with', () => {
    const both = { recognizer: 'r1', aligner: 'a1' };
    const judge = (...evaluations: EvidenceCandidate[]) => {
      const pair = chooseEvidence(evaluations, { candidates: both, inUse });
      return pair && [pair.inUse.id, pair.candidate.id, pair.otherStages];
    };
    const base = evaluation('base', {});
    const one = evaluation('one', { recognizer: 'r1' });
    const two = evaluation('two', both);
    expect(judge(base, one)).toBeNull();
    expect(judge(one, two)).toBeNull();
    expect(judge(base, one, two)).toEqual(['base', 'two', 'in_use']);
  });

  it('is of the test split rather than of val, and newer rather than older', () => {
    const on = (split: 'test' | 'val', day: number) => [
      evaluation(`base-${split}-${day}`, {}, { split, at: new Date(2026, 1, day) }),
      evaluation(`mine-${split}-${day}`, { recognizer: 'r1' }, { split, at: new Date(2026, 1, day) }),
    ];
    expect(chosen(...on('val', 9), ...on('test', 1))).toEqual(['base-test-1', 'mine-test-1', 'in_use']);
    expect(chosen(...on('test', 1), ...on('test', 2))).toEqual(['base-test-2', 'mine-test-2', 'in_use']);
  });
});
