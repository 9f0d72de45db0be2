import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import type { Annotation, Place } from '@/lib/domain/annotation/schema';
import { validate, type ProblemCode } from '@/lib/domain/annotation/validate';
import { fixFor } from '@/lib/editor/changes/fix-problem';
import { problemMarks } from '@/lib/editor/kernels/problem-marks';
import { messyAnnotation } from '@/tests/support/annotation/arbitrary';
import { frozen } from '@/tests/support/annotation/build';
import { CLASSES, IMAGE, lid, LINE, prediction, sid, squareAnnotation } from './support/formulas';

const FACTS = { ...IMAGE, classes: CLASSES };

function withPlaces(annotation: Annotation, places: Record<string, Place | null>): Annotation {
  const symbols = { ...annotation.symbols };
  for (const [id, place] of Object.entries(places)) {
    const symbol = symbols[sid(id)];
    if (symbol) symbols[sid(id)] = { ...symbol, place };
  }
  return { ...annotation, symbols };
}
const at = (parent: string | null, relation: Place['relation'] = null, line = LINE): Place => ({
  line,
  parent: parent === null ? null : sid(parent),
  relation,
});
const SECOND = lid('line-2');
const twoLines = (annotation: Annotation): Annotation => ({
  ...annotation,
  lines: { ...annotation.lines, [SECOND]: { id: SECOND, index: 1 } },
});

const problemsOf = (annotation: Annotation, stage = 'aligner') =>
  validate(annotation, FACTS).filter((problem) => problem.stage === stage);
const codes = (annotation: Annotation) => problemsOf(annotation).map(({ code }) => code);
function fixed(annotation: Annotation, code: ProblemCode) {
  const problem = validate(annotation, FACTS).find((one) => one.code === code);
  const fix = problem && fixFor(annotation, problem, IMAGE);
  if (!fix) throw new Error(`no fix for ${code}`);
  return { name: fix.name, annotation: fix.apply(frozen(annotation)) };
}
const placeOf = (annotation: Annotation, id: string) => annotation.symbols[sid(id)]?.place;
const marksOf = (annotation: Annotation) => problemMarks(annotation, validate(annotation, FACTS));

describe('an orphan', () => {
  const orphan = withPlaces(squareAnnotation(), { two: null });

  it('is marked, and attached where its box says it belongs', () => {
    expect(marksOf(orphan)).toMatchObject([{ symbol: 'two', kind: 'orphan', said: true }]);
    const { name, annotation } = fixed(orphan, 'orphan');
    expect(name).toBe('attach');
    expect(placeOf(annotation, 'two')).toMatchObject({ parent: 'x', relation: 'Sup' });
    expect(codes(annotation)).toEqual([]);
  });
});

describe('a second start of a line', () => {
  it('is marked with the line that it is in, and attached when it stands in the row', () => {
    const two = withPlaces(squareAnnotation(), { plus: at(null) });
    expect(marksOf(two)).toMatchObject([{ symbol: 'plus', kind: 'root', values: { line: 1, count: 2 } }]);
    const { name, annotation } = fixed(two, 'two_roots');
    expect(name).toBe('attach');
    expect(placeOf(annotation, 'plus')).toMatchObject({ parent: 'x', relation: 'Right' });
    expect(codes(annotation)).toEqual([]);
  });

  it('becomes a line of its own when it stands under the row', () => {
    const under = annotationFromPrediction(
      prediction(
        {
          x: { class: 'x', box: [40, 20, 40, 40] },
          y: { class: 'y', box: [42, 120, 40, 40] },
          one: { class: '1', box: [100, 116, 12, 46], parent: 'y', relation: 'Right' },
        },
        'x',
      ),
    );
    const { name, annotation } = fixed(under, 'two_roots');
    expect(name).toBe('new_line');
    expect(Object.keys(annotation.lines)).toHaveLength(2);
    expect(placeOf(annotation, 'one')?.line).toBe(placeOf(annotation, 'y')?.line);
    expect(placeOf(annotation, 'x')?.line).toBe(LINE);
    expect(codes(annotation)).toEqual([]);
  });
});

describe('a circle', () => {
  it('is marked on every joint, said once, and opened', () => {
    const circle = withPlaces(squareAnnotation(), { plus: at('one', 'Right') });
    const marks = marksOf(circle);
    expect(marks.map(({ symbol, joint, said }) => [symbol, joint, said])).toEqual([
      ['plus', true, true],
      ['one', true, false],
    ]);
    const { name, annotation } = fixed(circle, 'cycle');
    expect(name).toBe('open_circle');
    expect(placeOf(annotation, 'plus')).toMatchObject({ parent: 'x', relation: 'Right' });
    expect(codes(annotation)).toEqual([]);
  });
});

describe('a place that two symbols claim', () => {
  it('is marked at the one that came too late, and both are put in a row', () => {
    const taken = withPlaces(squareAnnotation(), { one: at('x', 'Right') });
    expect(marksOf(taken)).toMatchObject([
      { symbol: 'one', kind: 'taken', joint: true, values: { relation: 'Right', parent: 'x' } },
    ]);
    const { name, annotation } = fixed(taken, 'place_taken');
    expect(name).toBe('in_a_row');
    expect(placeOf(annotation, 'one')).toMatchObject({ parent: 'plus', relation: 'Right' });
    expect(codes(annotation)).toEqual([]);
  });
});

describe('other broken rules', () => {
  it('a parent in another line is followed to its line', () => {
    const apart = withPlaces(twoLines(squareAnnotation()), { two: at('x', 'Sup', SECOND) });
    expect(marksOf(apart)).toMatchObject([{ symbol: 'two', kind: 'other_line', joint: true }]);
    const { annotation } = fixed(apart, 'parent_in_other_line');
    expect(placeOf(annotation, 'two')).toMatchObject({ parent: 'x', relation: 'Sup', line: LINE });
  });

  it('an empty line is taken away', () => {
    const { name, annotation } = fixed(twoLines(squareAnnotation()), 'empty_line');
    expect([name, codes(annotation)]).toEqual(['remove_line', []]);
  });

  it('a box that reaches out of the image is cut at its edge', () => {
    const square = squareAnnotation();
    const one = square.symbols[sid('one')]!;
    const out = {
      ...square,
      symbols: { ...square.symbols, one: { ...one, box: { ...one.box, x: IMAGE.width - 5 } } },
    };
    expect(marksOf(out)).toMatchObject([{ symbol: 'one', kind: 'outside' }]);
    const { annotation } = fixed(out, 'outside_image');
    expect(problemsOf(annotation, 'detector')).toEqual([]);
    expect(annotation.symbols[sid('one')]?.pins.box).toBe(true);
  });

  it('LaTeX that says something else is written from the ordering; LaTeX that cannot be read is left to who typed it', () => {
    const typed = (latex: string) => ({ ...squareAnnotation(), label: { latex, pinned: true } });
    expect(fixed(typed('z'), 'latex_disagrees').annotation.label.latex).toBe('x ^ { 2 } + 1');
    expect(() => fixed(typed('\\frac{'), 'latex_broken')).toThrow('no fix');
  });
});

describe('the fixes', () => {
  it('one after the other leave no broken rule in the ordering of any formula, and lose no symbol', () => {
    fc.assert(
      fc.property(messyAnnotation, (messy) => {
        let annotation: Annotation = messy;
        const facts = { width: 1000, height: 1000 };
        const next = () =>
          validate(annotation, facts).find(
            ({ stage, severity }) => stage === 'aligner' && severity === 'error',
          );
        // Each fix mends one rule for good; there are never more broken rules than symbols and lines.
        const most = 3 * (Object.keys(messy.symbols).length + Object.keys(messy.lines).length);
        for (let step = 0, problem = next(); problem; problem = next(), step++) {
          expect(step).toBeLessThan(most);
          const fix = fixFor(annotation, problem, facts);
          expect(fix).not.toBeNull();
          annotation = fix!.apply(frozen(annotation));
        }
        expect(Object.keys(annotation.symbols).sort()).toEqual(Object.keys(messy.symbols).sort());
      }),
      { numRuns: 400 },
    );
  });
});
