import { describe, expect, it } from 'vitest';
import { validate, wellFormed } from '@/lib/domain/annotation/validate';
import { AnnotationSchema } from '@/lib/domain/annotation/schema';
import { canonicalLatex, latexFromAnnotation } from '@/lib/domain/latex';
import { composeFormula } from '@/models/synthesis/drawing/compose';
import { likelyStyle } from '@/models/synthesis/drawing/style';
import { truthOf } from '@/models/synthesis/drawing/truth';
import { seededRandom } from '@/models/synthesis/random';
import { sampleFormulas, sampleProject } from '@/models/synthesis';

/** The classes of the CROHME competitions: what the first set of models knows. */
const KNOWN = new Set(
  (
    '0 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o p q r s t u v w x y z ' +
    'A B C E F G H I L M N P R S T V X Y ! ( ) + , - . / = [ ] | \\{ \\} \\lt \\gt \\prime \\times \\div \\pm \\leq ' +
    '\\geq \\neq \\in \\exists \\forall \\rightarrow \\infty \\ldots \\int \\sum \\sin \\cos \\tan \\log \\lim \\sqrt ' +
    '\\alpha \\beta \\gamma \\theta \\lambda \\mu \\pi \\sigma \\phi \\Delta'
  ).split(' '),
);

const formulas = sampleFormulas();

describe('the sample project', () => {
  it('fills every cell of its axes, and asks for more than it has in some', () => {
    const { axes, cells } = sampleProject();
    expect(formulas.length).toBeGreaterThanOrEqual(96);
    expect(new Set(formulas.map((formula) => formula.id)).size).toBe(formulas.length);
    expect(new Set(formulas.map((formula) => formula.latex)).size).toBe(formulas.length);
    const counts = cells.map(({ values, target }) => ({
      target,
      count: formulas.filter(({ cell }) => cell.level === values.level && cell.script === values.script)
        .length,
    }));
    expect(counts).toHaveLength(axes.reduce((product, axis) => product * axis.values.length, 1));
    expect(counts.every(({ count }) => count > 0)).toBe(true);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(formulas.length);
    expect(counts.some(({ count, target }) => count < target)).toBe(true);
  });

  it('has enough writers for every split to get some', () => {
    expect(new Set(formulas.map((formula) => formula.writer)).size).toBeGreaterThanOrEqual(10);
  });

  it.each(formulas)('$id has a valid tree that says what its LaTeX says', ({ id, latex, cell }) => {
    const face = cell.script === 'printed' ? 'stix' : 'caveat';
    const composition = composeFormula(latex, likelyStyle(face, seededRandom(id)), id);
    const truth = AnnotationSchema.parse(truthOf(composition));
    expect(wellFormed(truth)).toEqual([]);
    expect(validate(truth, composition)).toEqual([]);
    const symbols = Object.values(truth.symbols);
    expect(symbols.length).toBeGreaterThan(0);
    expect(symbols.map((symbol) => symbol.class).filter((name) => !KNOWN.has(name))).toEqual([]);
    expect(canonicalLatex(latex)).toMatchObject({ ok: true, canonical: latexFromAnnotation(truth) });
  });

  it('draws formulas one after another, each with its truth', async () => {
    const drawn = [];
    for await (const formula of sampleProject().formulas) {
      drawn.push(formula);
      if (drawn.length === 4) break;
    }
    expect(drawn.map(({ id, writer }) => ({ id, writer }))).toEqual(
      formulas.slice(0, 4).map(({ id, writer }) => ({ id, writer })),
    );
    for (const { image, width, height, truth, latex } of drawn) {
      expect(image.byteLength).toBeGreaterThan(1000);
      expect(width).toBeGreaterThan(height);
      expect(truth.label.latex).toBe(latex);
    }
  });
});
