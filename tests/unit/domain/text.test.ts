import { describe, expect, it } from 'vitest';
import { DiffSchema } from '@/lib/domain/annotation/diff';
import { EditSchema } from '@/lib/domain/annotation/edit';
import { ClassNameSchema, LabelSchema, LineSchema, SymbolIdSchema } from '@/lib/domain/annotation/schema';
import { isStorable, storableText, TextSchema } from '@/lib/domain/text';
import { editLatex, MAX_LATEX } from '@/lib/editor/changes/label';
import { makeEdit, squareAnnotation } from '@/tests/support/builders';

const UNSTORABLE = { NUL: 'a\0b', 'a high surrogate alone': 'a\ud835', 'a low surrogate alone': '\udc9cb' };
/** Italic 𝒜, a pair of surrogates. */
const SCRIPT_A = '\ud835\udc9c';

describe.each(Object.entries(UNSTORABLE))('%s', (_, text) => {
  it('is refused wherever an annotation or an edit holds text', () => {
    for (const schema of [TextSchema, ClassNameSchema, SymbolIdSchema])
      expect(schema.safeParse(text).success).toBe(false);
    expect(LabelSchema.safeParse({ latex: text, pinned: true }).success).toBe(false);
    expect(EditSchema.safeParse({ ...makeEdit({}), action: text }).success).toBe(false);
  });

  it('is refused in the open values and in the keys of a diff', () => {
    for (const diff of [
      { symbols: { updated: { s1: { class: ['x', text] } } } },
      { symbols: { updated: { s1: { class: [text, 'x'] } } } },
      { symbols: { updated: { [text]: { class: ['x', 'y'] } } } },
      { symbols: { updated: { s1: { [text]: ['x', 'y'] } } } },
      { symbols: { updated: { s1: { place: [null, { line: [text] }] } } } },
      { label: { latex: ['x', text] } },
    ]) {
      expect(DiffSchema.safeParse(diff).success).toBe(false);
    }
  });

  it('is left out of a label that is typed', () => {
    expect(editLatex(squareAnnotation(), `x${text}y`).label.latex).toMatch(/^xa?b?y$/);
  });
});

describe('text that can be stored', () => {
  it('is every other text: pairs, control characters, and LaTeX that looks like an escape', () => {
    for (const text of [SCRIPT_A, `x${SCRIPT_A}`, '\\u0000', '\\\\ud835', '\\alpha', '"', '\t', '数']) {
      expect(TextSchema.parse(text)).toBe(text);
      expect(isStorable({ [text]: [text] })).toBe(true);
      expect(DiffSchema.parse({ label: { latex: ['x', text] } })).toEqual({ label: { latex: ['x', text] } });
      expect(storableText(text, 100)).toBe(text);
    }
    expect(isStorable('\\\\\0')).toBe(false);
    expect(isStorable(undefined)).toBe(true);
  });

  it('is what a label that is too long is cut to, without half of a pair', () => {
    const { latex } = editLatex(squareAnnotation(), 'x'.repeat(MAX_LATEX - 1) + SCRIPT_A).label;
    expect(latex).toBe('x'.repeat(MAX_LATEX - 1));
    const fits = 'x'.repeat(MAX_LATEX - 2) + SCRIPT_A;
    expect(editLatex(squareAnnotation(), `${fits}y`).label.latex).toBe(fits);
  });
});

it('a line has an index that a column of the database holds', () => {
  for (const [index, fits] of [
    [2 ** 31 - 1, true],
    [-(2 ** 31), true],
    [2 ** 31, false],
    [0.5, false],
  ]) {
    expect(LineSchema.safeParse({ id: 'l1', index }).success).toBe(fits);
  }
});
