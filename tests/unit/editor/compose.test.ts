import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDiff, diffAnnotations, invertDiff, isEmptyDiff, sameValue } from '@/lib/domain/annotation/diff';
import { composeDiffs } from '@/lib/editor/diffs/compose';
import { rebaseDiff } from '@/lib/editor/diffs/rebase';
import { wellFormed } from '@/lib/domain/annotation/validate';
import { setBoxes } from '@/lib/editor/changes/boxes';
import { relabel } from '@/lib/editor/changes/classes';
import { deleteSymbols } from '@/lib/editor/changes/deletion';
import { placeUnder } from '@/lib/editor/changes/places';
import { sid, squareAnnotation, symbolOf } from './support/formulas';
import { annotations } from './support/random';

describe('composing diffs', () => {
  it('does what both do in turn, whatever they are', () => {
    fc.assert(
      fc.property(annotations, annotations, annotations, (a, b, c) => {
        const composed = composeDiffs(diffAnnotations(a, b), diffAnnotations(b, c));
        expect(applyDiff(a, composed)).toEqual(c);
      }),
    );
  });

  it('leaves nothing of a change and its inverse', () => {
    fc.assert(
      fc.property(annotations, annotations, (a, b) => {
        const diff = diffAnnotations(a, b);
        expect(isEmptyDiff(composeDiffs(diff, invertDiff(diff)))).toBe(true);
      }),
    );
  });

  it('would be noticed if it forgot what was removed', () => {
    const forgetful: typeof composeDiffs = (first, second) => {
      const { symbols, ...rest } = composeDiffs(first, second);
      return symbols ? { ...rest, symbols: { ...symbols, removed: undefined } } : rest;
    };
    const outcome = fc.check(
      fc.property(annotations, annotations, annotations, (a, b, c) =>
        sameValue(applyDiff(a, forgetful(diffAnnotations(a, b), diffAnnotations(b, c))), c),
      ),
    );
    expect(outcome.failed).toBe(true);
  });
});

describe('rebasing a diff', () => {
  const start = squareAnnotation();
  const box = { x: 1, y: 2, width: 30, height: 30 };

  it('keeps both changes when two people change different values of one symbol', () => {
    const mine = diffAnnotations(start, setBoxes(start, new Map([[sid('x'), box]])));
    const theirs = relabel(start, [sid('x')], 'X');
    const { annotation, conflicts } = rebaseDiff(theirs, mine);
    expect(conflicts).toEqual([]);
    expect(symbolOf(annotation, 'x')).toMatchObject({ box, class: 'X', pins: { box: true, class: true } });
  });

  it('keeps theirs and names mine when two people change the same value', () => {
    const mine = diffAnnotations(start, relabel(start, [sid('x')], 'y'));
    const { annotation, conflicts } = rebaseDiff(relabel(start, [sid('x')], 'X'), mine);
    expect(symbolOf(annotation, 'x').class).toBe('X');
    expect(conflicts).toEqual([{ part: 'symbols', id: 'x', property: 'class', mine: 'y', theirs: 'X' }]);
  });

  it('finds nothing to do where the other did the same', () => {
    const changed = relabel(start, [sid('x')], 'y');
    const { diff, conflicts } = rebaseDiff(changed, diffAnnotations(start, changed));
    expect([isEmptyDiff(diff), conflicts]).toEqual([true, []]);
  });

  it('does not hang a symbol on a parent that the other has deleted', () => {
    const mine = diffAnnotations(start, placeUnder(start, sid('one'), sid('two'), 'Sub'));
    const { annotation, conflicts } = rebaseDiff(
      deleteSymbols(start, [sid('two')], () => true),
      mine,
    );
    expect(wellFormed(annotation)).toEqual([]);
    expect(conflicts.map(({ id, property }) => [id, property])).toContainEqual(['one', 'place']);
  });

  it('is well-formed between any two people’s annotations', () => {
    fc.assert(
      fc.property(annotations, annotations, annotations, (base, mine, theirs) => {
        const { annotation, diff } = rebaseDiff(theirs, diffAnnotations(base, mine));
        expect(wellFormed(annotation)).toEqual([]);
        expect(applyDiff(theirs, diff)).toEqual(annotation);
      }),
    );
  });
});
