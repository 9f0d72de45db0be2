import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Box } from '@/lib/domain/geometry/box';
import { composeFormula, LEAST_BOX_SIDE } from '@/models/synthesis/drawing/compose';
import { inkCoverage } from '@/models/synthesis/drawing/paint';
import { likelyStyle } from '@/models/synthesis/drawing/style';
import { DRAWABLE_CLASSES, drawFormula, HANDWRITTEN_FACES, PRINTED_FACES } from '@/models/synthesis';
import { seededRandom } from '@/models/synthesis/random';
import type { Outline } from '@/models/synthesis/outline';

const FACES = [...HANDWRITTEN_FACES, ...PRINTED_FACES];

/** Every construct that is drawn in its own way, and glyphs of every source of a face. */
const RICH = String.raw`\sqrt[3]{\alpha x}\neq\left\{\frac{\sin 2}{|b|!}\right]+\sum_{i=1}^n\int_0^\infty f'\in[1,\ldots]`;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Where a symbol's ink lies when it is painted alone, widened as boxes are. */
async function inkExtent(outline: Outline, width: number, height: number): Promise<Box> {
  const coverage = await inkCoverage([outline], width, height);
  const edges = { left: width, top: height, right: 0, bottom: 0 };
  coverage.forEach((value, index) => {
    if (value < 64) return;
    const x = index % width;
    const y = Math.floor(index / width);
    edges.left = Math.min(edges.left, x);
    edges.top = Math.min(edges.top, y);
    edges.right = Math.max(edges.right, x + 1);
    edges.bottom = Math.max(edges.bottom, y + 1);
  });
  const box = { width: edges.right - edges.left, height: edges.bottom - edges.top };
  const widened = {
    width: Math.max(LEAST_BOX_SIDE, box.width),
    height: Math.max(LEAST_BOX_SIDE, box.height),
  };
  return {
    x: edges.left - (widened.width - box.width) / 2,
    y: edges.top - (widened.height - box.height) / 2,
    ...widened,
  };
}

function largestDifference(a: Box, b: Box): number {
  return Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );
}

describe('drawing a formula', () => {
  it.each(FACES)('knows where the ink of every symbol is, in %s', async (face) => {
    const { symbols, width, height } = composeFormula(RICH, likelyStyle(face, seededRandom(face)), face);
    expect(symbols).toHaveLength(31);
    for (const { class: name, outline, box } of symbols) {
      const extent = await inkExtent(outline, width, height);
      expect(largestDifference(box, extent), `${name} in ${face}`).toBeLessThanOrEqual(1.5);
      expect(largestDifference({ ...box, x: box.x + 4 }, extent), 'a wrong box is noticed').toBeGreaterThan(
        1.5,
      );
      expect(box.x).toBeGreaterThan(0);
      expect(box.y).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(width);
      expect(box.y + box.height).toBeLessThan(height);
    }
  });

  it.each(FACES)('has an outline for every class in %s', (face) => {
    const style = likelyStyle(face, seededRandom(face));
    const classes = DRAWABLE_CLASSES.filter((name) => name !== '\\sqrt');
    const { symbols } = composeFormula(classes.join(' '), style, face);
    expect(symbols.map((symbol) => symbol.class)).toEqual(classes);
    for (const { outline } of symbols) expect(outline.flat(2).length).toBeGreaterThan(2);
  });

  it('gives the same bytes for the same seed and other bytes for another', async () => {
    const options = {
      latex: String.raw`\frac{a}{b}=\sqrt{c}`,
      style: { face: 'kalam' as const },
      seed: 'one',
    };
    const [first, again, other] = [
      await drawFormula(options),
      await drawFormula(options),
      await drawFormula({ ...options, seed: 'two' }),
    ];
    expect(sha256(again.image)).toBe(sha256(first.image));
    expect(again.truth).toEqual(first.truth);
    expect(sha256(other.image)).not.toBe(sha256(first.image));
  });

  it('writes a PNG of the size that it says, dark on light', async () => {
    const drawn = await drawFormula({ latex: 'x+1', style: { face: 'stix', paper: 'white' }, seed: 'size' });
    const image = sharp(drawn.image);
    expect(await image.metadata()).toMatchObject({ format: 'png', width: drawn.width, height: drawn.height });
    const [red] = (await image.stats()).channels;
    expect(red?.min).toBeLessThan(60);
    expect(red?.max).toBe(255);
    expect(red?.mean).toBeGreaterThan(180);
  });

  it('writes the same letter differently twice by hand, and alike in print', () => {
    const widths = (face: (typeof FACES)[number]) =>
      composeFormula('eeee', { ...likelyStyle(face, seededRandom(face)), rotation: 0 }, face).symbols.map(
        (symbol) => symbol.box.width.toFixed(3),
      );
    expect(new Set(widths('caveat')).size).toBe(4);
    expect(new Set(widths('computer-modern')).size).toBe(1);
  });

  it('refuses LaTeX that it cannot draw', async () => {
    const attempt = drawFormula({ latex: '\\matrix{a}', style: { face: 'stix' }, seed: 'no' });
    await expect(attempt).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
