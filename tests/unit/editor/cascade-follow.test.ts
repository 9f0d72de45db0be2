import { describe, expect, it } from 'vitest';
import { benchFormula } from '@/components/editor/bench/bench-formula';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { MOST_ASKED_ABOUT } from '@/lib/domain/cascade';
import { addSymbol, UNLABELLED } from '@/lib/editor/changes/boxes';
import { relabel } from '@/lib/editor/changes/classes';
import { followCascade, SETTLE_MS } from '@/lib/editor/cascade/follow';
import { shownItems } from '@/lib/editor/cascade/state';
import { Editor } from '@/lib/editor/editor';
import { randomUuid } from '@/lib/editor/uuid';
import { TestEditor } from './support/driver';
import { CLASSES, IMAGE, sid, SQUARE, squareAnnotation } from './support/formulas';
import { TestModels } from './support/models';
import { settled, TestClock } from './support/workplace';

const drawn = { id: sid('drawn'), box: { x: 200, y: 60, width: 14, height: 16 }, place: null };
const opened = (annotation: Annotation, readOnly = false) =>
  new Editor({ annotation, prediction: SQUARE, image: IMAGE, classes: CLASSES, readOnly });
const withDrawn = (name: string) => addSymbol(squareAnnotation(), { ...drawn, class: name });
const X = { class: 'X', candidates: [{ class: 'X', confidence: 0.7 }] };
const candidates = (editor: Editor, id: string) =>
  editor.state.proposals.get(sid(id))?.candidates.map((candidate) => candidate.class);
const shown = ({ state, subject }: Editor) => shownItems(state, subject).map(({ id }) => id);

function followed(editor: Editor) {
  const [models, clock] = [new TestModels(), new TestClock()];
  return { models, clock, end: followCascade(editor, models.ask, clock) };
}

describe('the models are asked again', () => {
  it('about classes and places once a relabelling has settled, and about nothing while it has not', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2');
    await clock.pass(SETTLE_MS - 1);
    test.select('one').press('2');
    await clock.pass(SETTLE_MS - 1);
    expect(models.questions).toEqual([]);
    await clock.pass(1);
    expect(models.stages).toEqual(['recognizer']);
    expect(models.questions[0]?.annotation).toBe(test.state.annotation);
  });

  it('from the first stage on that was corrected', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2').select('plus').press('ArrowRight').select('one').press('2');
    await clock.pass(SETTLE_MS);
    expect(models.stages).toEqual(['detector']);
  });

  it('not about more symbols than they take', async () => {
    const about = async (count: number) => {
      const { annotation, formula, classes } = benchFormula(count, randomUuid(), '');
      const editor = new Editor({ annotation: annotation.value, prediction: null, image: formula, classes });
      const { models, clock } = followed(editor);
      const [first] = Object.keys(annotation.value.symbols) as [SymbolId];
      editor.change('test', (now) => relabel(now, [first], classes.find((name) => name !== 'x') ?? ''));
      await clock.pass(SETTLE_MS);
      return models.questions.length;
    };
    expect(await about(MOST_ASKED_ABOUT)).toBe(1);
    expect(await about(MOST_ASKED_ABOUT + 1)).toBe(0);
  });

  it.each([
    ['a place is said', (test: TestEditor) => test.press('O').select('one').press('2')],
    [
      'only LaTeX is typed',
      ({ editor }: TestEditor) =>
        editor.change('latex.edit', (now) => ({ ...now, label: { latex: 'z', pinned: true } })),
    ],
    ['a stage is accepted as it is', (test: TestEditor) => test.press('A')],
  ])('not when %s', async (_name, correct) => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    correct(test);
    await clock.pass(60_000);
    expect(test.state.history.undo).not.toEqual([]);
    expect(models.questions).toEqual([]);
  });

  it('one question at a time; an answer that is old already is dropped, and the newest is asked for', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2');
    await clock.pass(SETTLE_MS);
    test.select('one').press('2');
    await clock.pass(SETTLE_MS);
    expect(models.questions).toHaveLength(1);
    await models.answer({ two: { class: 'a' } });
    expect(shown(test.editor)).toEqual([]);
    expect(models.questions).toHaveLength(2);
    expect(models.questions[1]?.annotation).toBe(test.state.annotation);
    await models.answer({ two: { class: 'a' } });
    expect(shown(test.editor)).toEqual(['class two']);
  });

  it('and what was said on the picture stays when they answer', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2').press('T');
    expect(test.state.remark?.what).toBe('picture_missing');
    const { annotation, selection } = test.state;
    await clock.pass(SETTLE_MS);
    await models.answer({ two: { class: 'a' } });
    expect(shown(test.editor)).toEqual(['class two']);
    expect(test.state.remark).toEqual({ what: 'picture_missing', annotation, selection });
    expect(test.state.annotation).toBe(annotation);
    expect(test.state.selection).toBe(selection);
  });

  it('and the answer holds when only LaTeX was typed meanwhile', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2');
    await clock.pass(SETTLE_MS);
    test.editor.change('latex.edit', (now) => ({ ...now, label: { latex: 'z', pinned: true } }));
    await models.answer({ two: { class: 'a' } });
    expect(shown(test.editor)).toEqual(['class two']);
  });

  it('again when somebody else changed the formula under the question', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2');
    await clock.pass(SETTLE_MS);
    test.editor.receive(relabel(test.state.annotation, [sid('one')], 'a'));
    await models.answer({ two: { class: 'a' } });
    expect(shown(test.editor)).toEqual([]);
    expect(models.questions).toHaveLength(2);
  });

  it('not where nobody answers, until the next correction; the screen says so', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2');
    await clock.pass(SETTLE_MS);
    await models.fail();
    await clock.pass(60_000);
    expect([models.questions.length, test.state.cascade.asking]).toEqual([1, 'unavailable']);
    test.select('one').press('2');
    await clock.pass(SETTLE_MS);
    await models.answer();
    expect([models.questions.length, test.state.cascade.asking]).toEqual([2, 'idle']);
  });

  it('not once everything is taken back, and what was proposed goes with it', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2');
    await clock.pass(SETTLE_MS);
    await models.answer({ two: { class: 'a' } });
    test.press('Mod+Z');
    expect(shown(test.editor)).toEqual([]);
    await clock.pass(SETTLE_MS);
    expect(models.questions).toHaveLength(1);
  });

  it('not before the formula may be edited again', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.select('x').press('2');
    test.editor.update({ readOnly: true });
    await clock.pass(SETTLE_MS);
    expect(models.questions).toEqual([]);
    test.editor.update({ readOnly: false });
    expect(models.questions).toHaveLength(1);
  });
});

describe('what the models say of drawn symbols', () => {
  it('is there again after a reload, for those that have no class yet', async () => {
    const editor = opened(withDrawn(UNLABELLED), true);
    const { models } = followed(editor);
    // The formula is still being opened: what this browser has kept may change it.
    expect(models.questions).toEqual([]);
    editor.update({ readOnly: false });
    expect(models.questions).toHaveLength(1);
    await models.answer({ drawn: X });
    expect([...editor.state.proposals.keys()]).toEqual(['drawn']);
    expect(candidates(editor, 'drawn')).toEqual(['X']);
    expect(shown(editor)).toEqual(['class drawn']);
  });

  it('lets the formula be worked on while the models think', async () => {
    const editor = opened(withDrawn(UNLABELLED));
    const { models } = followed(editor);
    expect(
      editor.change('symbol.move', (now) => addSymbol(now, { ...drawn, id: sid('y'), class: 'y' })),
    ).toBe(true);
    expect(models.questions).toHaveLength(1);
    await models.answer({ drawn: X });
    expect(candidates(editor, 'drawn')).toEqual(['X']);
  });

  it.each([
    ['every symbol has a class', withDrawn('x'), false],
    ['nothing can be changed', withDrawn(UNLABELLED), true],
  ])('is not asked for where %s', async (_name, annotation, readOnly) => {
    const { models } = followed(opened(annotation, readOnly));
    await settled();
    expect(models.questions).toEqual([]);
  });

  it('follows the box, whether it is drawn, nudged or brought back; at once, one question at a time', async () => {
    const test = new TestEditor();
    const { models, clock } = followed(test.editor);
    test.press('D').drag([200, 60], [214, 76]);
    expect(models.questions).toHaveLength(1);
    test.press('ArrowRight', 'ArrowRight');
    await models.answer();
    await clock.pass(SETTLE_MS);
    expect(models.questions).toHaveLength(2);
    expect(models.questions[1]?.annotation).toBe(test.state.annotation);
    await models.answer();
    test.press('Mod+Z');
    await clock.pass(SETTLE_MS);
    expect(models.questions).toHaveLength(3);
    await models.answer();
    // Selecting asks nothing.
    test.select('x');
    await clock.pass(SETTLE_MS);
    expect(models.questions).toHaveLength(3);
  });

  it('is not asked for again and again where no model answers, nor after the formula is closed', async () => {
    const editor = opened(withDrawn(UNLABELLED));
    const { models, clock, end } = followed(editor);
    await models.fail();
    editor.change('latex.edit', (now) => ({ ...now, label: { latex: 'z', pinned: true } }));
    await clock.pass(60_000);
    expect([models.questions.length, editor.state.proposals.size]).toEqual([1, 0]);
    end();
    editor.change('symbol.draw', (now) => addSymbol(now, { ...drawn, id: sid('w'), class: UNLABELLED }));
    await clock.pass(60_000);
    expect(models.questions).toHaveLength(1);
  });
});
