import { describe, expect, it } from 'vitest';
import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { addSymbol, UNLABELLED } from '@/lib/editor/changes/boxes';
import { Editor } from '@/lib/editor/editor';
import { followProposals } from '@/lib/editor/proposals';
import { TestEditor } from './support/driver';
import { CLASSES, IMAGE, sid, SQUARE, squareAnnotation } from './support/formulas';
import { settled } from './support/workplace';

/** Models that answer when told to, and call everything an X. */
class TestModels {
  readonly questions: Annotation[] = [];
  #waiting: ((symbols: readonly PredictedSymbol[] | null) => void)[] = [];

  ask = (annotation: Annotation): Promise<readonly PredictedSymbol[] | null> => {
    this.questions.push(annotation);
    return new Promise((resolve) => this.#waiting.push(resolve));
  };

  async answer(silent = false): Promise<void> {
    const said = Object.values(this.questions.at(-1)?.symbols ?? {}).map(({ id, box }) => ({
      ...SQUARE.symbols[0]!,
      ...{ id, box, class: 'X', candidates: [{ class: 'X', confidence: 0.7 }] },
    }));
    this.#waiting.shift()?.(silent ? null : said);
    await settled();
  }
}

const drawn = { id: sid('drawn'), box: { x: 200, y: 60, width: 14, height: 16 }, place: null };
const opened = (annotation: Annotation, readOnly = false) =>
  new Editor({ annotation, prediction: SQUARE, image: IMAGE, classes: CLASSES, readOnly });
const withDrawn = (name: string) => addSymbol(squareAnnotation(), { ...drawn, class: name });
const candidates = (editor: Editor, id: string) =>
  editor.state.proposals.get(sid(id))?.candidates.map((candidate) => candidate.class);

describe('what the models say of drawn symbols', () => {
  it('is there again after a reload, for those that have no class yet', async () => {
    const models = new TestModels();
    const editor = opened(withDrawn(UNLABELLED), true);
    followProposals(editor, models.ask);
    // The formula is still being opened: what this browser has kept may change it.
    expect(models.questions).toEqual([]);
    editor.update({ readOnly: false });
    expect(models.questions).toHaveLength(1);
    await models.answer();
    expect([...editor.state.proposals.keys()]).toEqual(['drawn']);
    expect(candidates(editor, 'drawn')).toEqual(['X']);
  });

  it('lets the formula be worked on while the models think', async () => {
    const models = new TestModels();
    const editor = opened(withDrawn(UNLABELLED));
    followProposals(editor, models.ask);
    expect(
      editor.change('symbol.move', (now) => addSymbol(now, { ...drawn, id: sid('y'), class: 'y' })),
    ).toBe(true);
    expect(models.questions).toHaveLength(1);
    await models.answer();
    expect([models.questions.length, candidates(editor, 'drawn')]).toEqual([1, ['X']]);
  });

  it.each([
    ['every symbol has a class', withDrawn('x'), false],
    ['nothing can be changed', withDrawn(UNLABELLED), true],
  ])('is not asked for where %s', async (_name, annotation, readOnly) => {
    const models = new TestModels();
    followProposals(opened(annotation, readOnly), models.ask);
    await settled();
    expect(models.questions).toEqual([]);
  });

  it('follows the box, whether it is drawn, nudged or brought back; one question at a time', async () => {
    const models = new TestModels();
    const test = new TestEditor();
    followProposals(test.editor, models.ask);
    test.press('D').drag([200, 60], [214, 76]).press('ArrowRight', 'ArrowRight');
    expect(models.questions).toHaveLength(1);
    await models.answer();
    expect(models.questions).toHaveLength(2);
    expect(models.questions[1]).toBe(test.state.annotation);
    await models.answer();
    test.press('Mod+Z');
    expect(models.questions).toHaveLength(3);
    // Selecting, or changing something else, asks nothing.
    await models.answer();
    test.select('x').press('2');
    expect(models.questions).toHaveLength(3);
  });

  it('is not asked for again and again where no model answers, nor after the formula is closed', async () => {
    const models = new TestModels();
    const editor = opened(withDrawn(UNLABELLED));
    const end = followProposals(editor, models.ask);
    await models.answer(true);
    editor.change('latex.edit', (now) => ({ ...now, label: { latex: 'z', pinned: true } }));
    expect([models.questions.length, editor.state.proposals.size]).toEqual([1, 0]);
    end();
    editor.change('symbol.draw', (now) => addSymbol(now, { ...drawn, id: sid('w'), class: UNLABELLED }));
    expect(models.questions).toHaveLength(1);
  });
});
