import { describe, expect, it } from 'vitest';
import { TypingSteps } from '@/components/editor/latex/typing-steps';
import { editLatex } from '@/lib/editor/changes/label';
import { TestEditor } from './support/driver';

/** Types into the source as CodeMirror tells of it; every step has a mark of its own. */
class Typist {
  readonly test = new TestEditor();
  readonly #steps = new TypingSteps();
  #caret = 0;
  #mark = 0;

  constructor() {
    this.#caret = this.text.length;
    this.#put('', this.text.length);
    this.#steps.restart();
  }

  get text(): string {
    return this.test.latex;
  }

  #put(inserted: string, removed: number, composing = false) {
    const from = this.#caret - (inserted === '' || composing ? removed : 0);
    const caretBefore = this.#caret;
    const text = this.text.slice(0, from) + inserted + this.text.slice(from + removed);
    this.#caret = from + inserted.length;
    if (this.#steps.begins({ inserted, removed, caretBefore, caretAfter: this.#caret, composing }))
      this.#mark++;
    this.test.editor.change('latex.edit', (now) => editLatex(now, text), { mark: `step ${this.#mark}` });
  }

  type(text: string): this {
    for (const letter of text) this.#put(letter, 0);
    return this;
  }

  back(times: number): this {
    for (let time = 0; time < times; time++) this.#put('', 1);
    return this;
  }

  compose(...forms: string[]): this {
    forms.forEach((form, index) => this.#put(form, forms[index - 1]?.length ?? 0, true));
    return this;
  }

  go(to: number): this {
    this.#caret = to;
    return this;
  }

  undo(): string {
    this.test.editor.undo();
    this.#caret = this.text.length;
    return this.text;
  }
}

describe('undo of what was typed', () => {
  it('takes back the last word or command, and not the whole label', () => {
    const typist = new Typist().type('\\frac12 + \\alpha x');
    expect([typist.undo(), typist.undo(), typist.undo(), typist.undo()]).toEqual([
      '\\frac12 + \\alpha',
      '\\frac12 +',
      '\\frac12',
      '',
    ]);
  });

  it('takes back what was deleted in one go, and then what was typed before it', () => {
    const typist = new Typist().type('x+1').back(2);
    expect([typist.text, typist.undo(), typist.undo()]).toEqual(['x', 'x+1', '']);
  });

  it('keeps apart what was typed in different places', () => {
    const typist = new Typist().type('ab').go(0).type('cd');
    expect([typist.text, typist.undo(), typist.undo()]).toEqual(['cdab', 'ab', '']);
  });

  it('takes a composed syllable as one, with what it was typed behind', () => {
    const typist = new Typist().type('\\text{').compose('ㅎ', '하', '한');
    expect([typist.text, typist.undo()]).toEqual(['\\text{한', '']);
  });

  it('begins anew after the person has been elsewhere', () => {
    const steps = new TypingSteps();
    const typed = { inserted: 'x', removed: 0, composing: false };
    expect(steps.begins({ ...typed, caretBefore: 0, caretAfter: 1 })).toBe(true);
    expect(steps.begins({ ...typed, caretBefore: 1, caretAfter: 2 })).toBe(false);
    steps.restart();
    expect(steps.begins({ ...typed, caretBefore: 2, caretAfter: 3 })).toBe(true);
  });

  it('takes back what replaced something: a completion, or what was typed over a selection', () => {
    const steps = new TypingSteps();
    steps.begins({ inserted: 'p', removed: 0, caretBefore: 3, caretAfter: 4, composing: false });
    const completed = { inserted: '\\alpha', removed: 4, caretBefore: 4, caretAfter: 6, composing: false };
    expect(steps.begins(completed)).toBe(true);
  });
});
