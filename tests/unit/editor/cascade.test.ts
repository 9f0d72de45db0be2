import { describe, expect, it } from 'vitest';
import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Place } from '@/lib/domain/annotation/schema';
import { proposalOf, type CascadeAnswer } from '@/lib/editor/cascade/items';
import { currentItem, MAX_SHOWN, shownItems } from '@/lib/editor/cascade/state';
import { acceptStages } from '@/lib/editor/changes/acceptance';
import { addSymbol, UNLABELLED } from '@/lib/editor/changes/boxes';
import { TestEditor } from './support/driver';
import { LINE, lid, prediction, sid } from './support/formulas';
import { answerAbout } from './support/models';

const under = (parent: string, relation: NonNullable<Place['relation']>): Place => ({
  line: LINE,
  parent: sid(parent),
  relation,
});

/** The editor with what the models answered after the corrections so far. */
function proposed(test: TestEditor, answer: CascadeAnswer): TestEditor {
  const proposal = proposalOf(test.state.annotation, answer);
  test.editor.update({ cascade: { ...test.state.cascade, proposal } });
  return test;
}
const answered = (
  test: TestEditor,
  ...said: Parameters<typeof answerAbout> extends [unknown, ...infer R] ? R : never
) => proposed(test, answerAbout(test.state.annotation, ...said));
const shown = ({ editor }: TestEditor) => shownItems(editor.state, editor.subject).map(({ id }) => id);
const found = (id: string, place: Place | null): PredictedSymbol => ({
  ...{ id: sid(id), box: { x: 300, y: 80, width: 20, height: 20 }, boxConfidence: 0.8 },
  ...{ class: 'a', confidence: 0.9, candidates: [], place, placeConfidence: 0.9 },
});

describe('what is proposed', () => {
  it('is what the answer says otherwise, in reading order', () => {
    const test = answered(
      new TestEditor(),
      { one: { class: '2' }, plus: { class: '\\times' }, two: { place: under('x', 'Sub') } },
      [found('new', under('one', 'Right'))],
    );
    expect(shown(test)).toEqual(['place two', 'class plus', 'class one', 'added new']);
    expect(shown(answered(new TestEditor(), { two: null }))).toEqual(['removed two']);
  });

  it('is never about what a person set, deleted or accepted', () => {
    const test = new TestEditor().select('two').press('2');
    answered(test, { two: { class: 'y', place: under('x', 'Sub') } });
    expect(shown(test)).toEqual(['place two']);
    const pinned = new TestEditor();
    pinned.editor.change('stage.accept', (now) => acceptStages(now, ['detector', 'recognizer', 'aligner']));
    answered(pinned, { two: null, one: { class: '2', place: under('x', 'Sup') } }, [found('new', null)]);
    expect(shown(pinned)).toEqual([]);
    const deleted = new TestEditor().select('two').press('Delete');
    const two = { ...found('two', under('x', 'Sup')), box: { x: 84, y: 60, width: 18, height: 24 } };
    answered(deleted, {}, [two, { ...two, id: sid('other') }]);
    expect(shown(deleted)).toEqual([]);
  });

  it('does not take away what a person touched, nor what their place hangs on', () => {
    const test = new TestEditor();
    test.press('O').select('two').press('4');
    expect(test.symbol('two').pins.place).toBe(true);
    expect(shown(answered(test, { x: null, two: null }))).toEqual([]);
  });

  it('says nothing that the models are not sure of, but for what is still open', () => {
    const test = answered(new TestEditor(), {
      one: { class: '2', confidence: 0.5 },
      two: { place: under('x', 'Sub'), placeConfidence: 0.3 },
    });
    expect(shown(test)).toEqual([]);
    const open = new TestEditor();
    const drawn = { id: sid('drawn'), box: { x: 200, y: 60, width: 14, height: 16 }, place: null };
    open.editor.change('symbol.draw', (now) => addSymbol(now, { ...drawn, class: UNLABELLED }));
    answered(open, {
      drawn: { class: 'y', confidence: 0.2, place: under('one', 'Right'), placeConfidence: 0.2 },
    });
    expect(shown(open)).toEqual(['class drawn', 'place drawn']);
  });

  it('vanishes as soon as the person decides otherwise, and only that', () => {
    const test = answered(new TestEditor(), { one: { class: '2' }, plus: { class: '-' } });
    test.press('2').select('plus').press('1');
    expect(shown(test)).toEqual(['class one']);
    test.press('A');
    expect(shown(test)).toEqual([]);
    test.press('Mod+Z');
    expect(shown(test)).toEqual(['class one']);
  });

  it('leaves out what could not be had without breaking a rule', () => {
    // The place under x is taken by a symbol that a person put there.
    const taken = new TestEditor().press('O').select('two').press('3');
    expect(shown(answered(taken, { one: { place: under('x', 'Sup') } }))).toEqual([]);
    // Nothing opens the circle that this would make.
    const circle = answered(new TestEditor(), { x: { place: under('one', 'Right') } });
    expect(shown(circle)).toEqual([]);
  });

  it('comes in handfuls, so that all are on the screen', () => {
    const test = answered(new TestEditor(), {
      ...{ x: { class: 'y', place: under('two', 'Right') }, two: { class: 'a', place: under('x', 'Sub') } },
      ...{ plus: { class: '-' }, one: { class: '2', place: under('plus', 'Sup') } },
    });
    const first = shown(test);
    expect(first).toHaveLength(MAX_SHOWN);
    test.press('Shift+U');
    expect(shown(test).length).toBeGreaterThan(0);
    expect(shown(test).filter((id) => first.includes(id))).toEqual([]);
  });
});

describe('accepting', () => {
  it('makes the value the person’s, in one step of undo that LaTeX follows', () => {
    const test = answered(new TestEditor(), { one: { class: '2' } });
    test.press('Y');
    expect(test.symbol('one')).toMatchObject({ class: '2', pins: { class: true } });
    expect(test.latex).toBe('x ^ { 2 } + 2');
    expect(test.committed.map(({ action, source }) => [action, source])).toEqual([
      ['cascade.accept', 'user'],
    ]);
    test.press('Mod+Z');
    expect(test.symbol('one')).toMatchObject({ class: '1', pins: { class: false } });
    expect(test.latex).toBe('x ^ { 2 } + 1');
  });

  it('takes the proposal about the selected symbol, else the first one', () => {
    const test = answered(new TestEditor(), { one: { class: '2' }, two: { class: 'a' } });
    test.press('2').select('one');
    expect(currentItem(test.state, test.editor.subject)?.id).toBe('class one');
    test.press('Y');
    expect([test.symbol('one').class, test.symbol('two').class]).toEqual(['2', '2']);
    test.press('Y');
    expect(test.symbol('two').class).toBe('a');
  });

  it('of all takes what is on the screen, as one step', () => {
    const test = answered(new TestEditor(), {
      ...{ one: { class: '2' }, two: { place: under('x', 'Sub') }, plus: null },
    });
    test.press('Shift+Y');
    expect(test.latex).toBe('x _ { 2 } 2');
    expect(test.state.annotation.tombstones[sid('plus')]).toBeDefined();
    expect(test.problems).toEqual([]);
    expect(test.committed.map(({ action }) => action)).toEqual(['cascade.accept_all']);
    test.press('Mod+Z');
    expect(test.latex).toBe('x ^ { 2 } + 1');
    expect(test.state.history.undo).toEqual([]);
  });

  it('of a place takes along what makes it free', () => {
    const swapped = { plus: { place: under('one', 'Right') }, one: { place: under('x', 'Right') } };
    const test = answered(new TestEditor(), swapped);
    const [first] = shownItems(test.state, test.editor.subject);
    expect(first?.together.map(({ symbol }) => symbol).sort()).toEqual(['one', 'plus']);
    test.press('Y');
    expect(test.latex).toBe('x ^ { 2 } 1 +');
    expect(test.problems).toEqual([]);
    expect(shown(test)).toEqual([]);
  });

  it('of an added symbol takes its place, before what stood there', () => {
    const test = answered(new TestEditor(), { plus: { place: under('new', 'Right') } }, [
      found('new', under('x', 'Right')),
    ]);
    test.select('new');
    test.press('Y');
    expect(test.latex).toBe('x ^ { 2 } a + 1');
    expect(test.symbol('new').pins).toEqual({ box: true, class: true, place: true });
    expect(test.problems).toEqual([]);
  });

  it('of a new line adds it where the answer has it, with what hangs on its first symbol', () => {
    const test = new TestEditor();
    const answer = answerAbout(test.state.annotation, {
      plus: { place: { line: lid('under'), parent: null, relation: null } },
      one: { place: { line: lid('under'), parent: sid('plus'), relation: 'Right' } },
    });
    proposed(test, { ...answer, lines: [LINE, lid('under')] }).press('Y');
    expect(test.latex).toBe('x ^ { 2 } \\\\ + 1');
    expect(test.symbol('one').place?.line).toBe('under');
    expect(test.problems).toEqual([]);
  });

  it('needs each press to be meant: a held key takes one', () => {
    const test = answered(new TestEditor(), { one: { class: '2' }, two: { class: 'a' } });
    test.hold('Y', 5);
    expect(shown(test)).toEqual(['class one']);
  });

  it('is not for those who may only look', () => {
    const test = answered(new TestEditor(), { one: { class: '2' } });
    test.editor.update({ readOnly: true });
    test.press('Y', 'Shift+Y', 'U', 'Shift+U');
    expect([test.committed.length, shown(test)]).toEqual([0, ['class one']]);
  });
});

describe('refusing', () => {
  it('changes nothing, and the same change is not proposed again; another one is', () => {
    const test = answered(new TestEditor(), { one: { class: '2' }, two: { class: 'a' } });
    test.press('2').select('one').press('U');
    expect([test.committed.length, shown(test)]).toEqual([0, ['class two']]);
    answered(test, { one: { class: '2', confidence: 0.99 } });
    expect(shown(test)).toEqual([]);
    answered(test, { one: { class: 'y' } });
    expect(shown(test)).toEqual(['class one']);
  });

  it('of all leaves nothing', () => {
    const test = answered(new TestEditor(), { one: { class: '2' }, two: { class: 'a' } });
    test.press('Shift+U');
    expect([test.committed.length, shown(test)]).toEqual([0, []]);
  });

  it('of what another proposal needs takes that one away too', () => {
    const test = answered(new TestEditor(), {
      ...{ plus: { place: under('one', 'Right') }, one: { place: under('x', 'Right') } },
    });
    test.select('plus').press('U');
    expect(shown(test)).toEqual([]);
  });
});

it('of a thousand places only as many are worked out as are shown', () => {
  const specs = Object.fromEntries(
    Array.from({ length: 1000 }, (_, n) => [
      `s${n}`,
      {
        class: 'x',
        box: [n, 0, 1, 10] as const,
        ...(n > 0 && { parent: `s${n - 1}`, relation: 'Right' as const }),
      },
    ]),
  );
  const test = new TestEditor(prediction(specs, ''));
  const said = Object.fromEntries(
    Array.from({ length: 999 }, (_, n) => [`s${n + 1}`, { place: under(`s${n}`, 'Sup') }]),
  );
  expect(shown(answered(test, said))).toHaveLength(MAX_SHOWN);
});
