import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationFromPrediction, type Prediction } from '@/lib/domain/annotation/prediction';
import { sameValue } from '@/lib/domain/annotation/diff';
import { centre } from '@/lib/domain/geometry/box';
import { orderedLines } from '@/lib/domain/ordering';
import { predictionFromTruth } from '@/lib/import';
import { editorActions } from '@/lib/editor/actions';
import { dropManyInList, hangUnder } from '@/lib/editor/changes/places';
import { RELATIONS, type SymbolId } from '@/lib/domain/annotation/schema';
import { writtenFormula } from '@/tests/support/annotation/layout';
import { TestEditor } from './support/driver';

const KEYS = [
  ...['1', '2', '3', '4', '5', '6', 'P', 'N', 'Shift+N', 'W', 'Enter', 'Escape', 'Backspace', '0'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Alt+ArrowUp', 'Alt+ArrowDown', ']', '['],
  ...['Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown', 'Mod+Z', 'Mod+Shift+Z'],
];

type Step =
  | { kind: 'key'; key: string }
  | { kind: 'click' | 'drag'; a: number; b: number }
  | { kind: 'drop'; a: number; b: number; row: number }
  | { kind: 'hang'; a: number; b: number; relation: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('key' as const), key: fc.constantFrom(...KEYS) }) },
    fc.record({ kind: fc.constantFrom('click' as const, 'drag' as const), a: fc.nat(), b: fc.nat() }),
    fc.record({ kind: fc.constant('drop' as const), a: fc.nat(), b: fc.nat(), row: fc.nat({ max: 20 }) }),
    fc.record({ kind: fc.constant('hang' as const), a: fc.nat(), b: fc.nat(), relation: fc.nat({ max: 5 }) }),
  ),
  { minLength: 1, maxLength: 25 },
);

function perform(test: TestEditor, step: Step): void {
  const { annotation, stage, tool } = test.state;
  const ids = Object.keys(annotation.symbols) as SymbolId[];
  const pick = (by: number) => ids[by % ids.length]!;
  const at = (by: number): [number, number] => {
    const { x, y } = centre(annotation.symbols[pick(by)]!.box);
    return [x, y];
  };
  switch (step.kind) {
    case 'key':
      // Outside of choosing it deletes, which is no matter of order.
      if (step.key === 'Backspace' && tool !== 'path' && tool !== 'parent') return;
      if (editorActions.forKey(step.key, stage, test.mode, tool)) test.press(step.key);
      // Enter may have accepted the stage; the story goes on in this one.
      if (test.state.stage !== 'aligner') test.press('O');
      return;
    case 'click':
      test.click(...at(step.a));
      return;
    case 'drag':
      test.drag(at(step.a), at(step.b));
      return;
    case 'drop': {
      const lines = orderedLines(annotation);
      const line = lines[step.b % lines.length]!.line;
      const moved = [...new Set([pick(step.a), pick(step.b)])];
      test.editor.change('symbol.reorder', (now) => dropManyInList(now, moved, line, step.row));
      return;
    }
    case 'hang': {
      const [child, parent] = [pick(step.a), pick(step.b)];
      const relation = RELATIONS[step.relation]!;
      test.editor.change('symbol.place', (now) => hangUnder(now, [child], parent, relation));
    }
  }
}

const STRUCTURE = [
  'orphan',
  'cycle',
  'two_roots',
  'place_taken',
  'parent_in_other_line',
  'parent_missing',
  'line_missing',
];

describe('any sequence of what can be done in Order', () => {
  it('leaves a sound ordering with every symbol in it, and undo of everything gives the start', () => {
    fc.assert(
      fc.property(writtenFormula, steps, ({ annotation }, story) => {
        const prediction: Prediction = predictionFromTruth(annotation);
        const test = new TestEditor(prediction).press('O');
        const start = annotationFromPrediction(prediction);
        const symbols = Object.keys(start.symbols).length;
        for (const step of story) {
          perform(test, step);
          const broken = test.problems.filter((code) => STRUCTURE.includes(code));
          expect([step, broken]).toEqual([step, []]);
          const read = orderedLines(test.state.annotation).flatMap(({ entries }) => entries);
          expect(read).toHaveLength(symbols);
        }
        test.tools.choose('select');
        while (test.state.history.undo.length > 0) test.editor.undo();
        expect(sameValue(test.state.annotation, start)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
