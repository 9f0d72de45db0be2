import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { validate, wellFormed } from '@/lib/domain/annotation/validate';
import { compareLatexWithTree, latexFromAnnotation } from '@/lib/domain/latex';
import { AppError } from '@/lib/errors';
import { drawInk, importFile, inkPng, parseInkml } from '@/lib/import';
import { asBytes, pixelsOf } from '@/tests/support/images';

const fixture = (name: string) => readFile(path.resolve('tests/fixtures/inkml', name));
const parse = async (name: string) => parseInkml(await fixture(name), name);
const written = (text: string) => parseInkml(asBytes(text), 'made.inkml');

/** `parent relation child` by class, for reading in a test. */
async function relations(name: string): Promise<string[]> {
  const { truth } = await parse(name);
  return Object.values(truth?.symbols ?? {}).flatMap(({ class: child, place }) =>
    place?.parent ? [`${truth?.symbols[place.parent]?.class} ${place.relation} ${child}`] : [],
  );
}

describe('the tree of an InkML file', () => {
  it('hangs the parts of a fraction on its bar and the content of a root inside', async () => {
    expect(await relations('fraction.inkml')).toEqual([
      '- Above a',
      'a Right +',
      '+ Right b',
      '- Below \\sqrt',
      '\\sqrt Inside x',
    ]);
  });

  it('hangs the script of a bracket on the closing one', async () => {
    expect(await relations('bracket-power.inkml')).toContain(') Sup 2');
  });

  it('puts the limits of sums below and above and those of integrals beside, whatever the file says', async () => {
    const found = await relations('limits.inkml');
    expect(found).toEqual(
      expect.arrayContaining(['\\sum Below i', '\\sum Above n', '\\int Sub 0', '\\int Sup 1']),
    );
    expect(found).toContain('i Right \\lt');
  });

  it('turns a root round whose index comes first, because the LaTeX says so', async () => {
    expect(await relations('swapped-root.inkml')).toEqual(
      expect.arrayContaining(['\\sqrt Above 3', '\\sqrt Inside 2']),
    );
  });

  it('has a line for each row of a table', async () => {
    const { truth } = await parse('two-lines.inkml');
    expect(Object.values(truth?.lines ?? {}).map((line) => line.index)).toEqual([0, 1]);
    expect(truth && latexFromAnnotation(truth)).toBe('a = 1 \\\\ b = 2');
  });

  it.each(['fraction', 'scripts', 'limits', 'swapped-root', 'bracket-power', 'tiny-units', 'two-lines'])(
    'says the same as the LaTeX in %s',
    async (name) => {
      const { truth, width, height } = await parse(`${name}.inkml`);
      if (!truth) throw new Error('no truth');
      expect(wellFormed(truth)).toEqual([]);
      expect(compareLatexWithTree(truth)).toEqual({
        agrees: true,
        tokensWithoutPartner: [],
        symbolsWithoutPartner: [],
      });
      expect(validate(truth, { width, height })).toEqual([]);
    },
  );

  it('takes the label from the segmentation, never from the markup', async () => {
    const { truth } = await parse('tiny-units.inkml');
    expect(Object.values(truth?.symbols ?? {}).map((symbol) => symbol.class)).toContain('\\lim');
  });

  it('reports symbols that the markup does not know, and keeps them', () => {
    const { truth, warnings } = written(
      '<ink><annotation type="truth">x</annotation><annotationXML><math><mi xml:id="a">x</mi></math></annotationXML>' +
        '<trace id="0">0 0, 9 9</trace><trace id="1">20 0, 29 9</trace><traceGroup>' +
        '<traceGroup xml:id="g"><annotation type="truth">x</annotation><traceView traceDataRef="0"/><annotationXML href="a"/></traceGroup>' +
        '<traceGroup xml:id="h"><annotation type="truth">y</annotation><traceView traceDataRef="1"/></traceGroup>' +
        '</traceGroup></ink>',
    );
    expect(truth && Object.values(truth.symbols).map(({ id, place }) => [id, place !== null])).toEqual([
      ['g', true],
      ['h', false],
    ]);
    expect(warnings).toContainEqual(expect.stringContaining('symbol h (y) has no place'));
  });
});

describe('the ink of a file', () => {
  it('keeps channels, notes and the name, and no writer that is nobody', async () => {
    const limits = await parse('limits.inkml');
    expect(limits.ink.channels).toEqual(['X', 'Y', 'T']);
    expect(limits.ink.traces[0]?.points[0]).toHaveLength(3);
    expect(limits.writer).toBe('bert');
    const { ink } = await parse('fraction.inkml');
    expect([ink.name, ink.notes]).toEqual(['self_made_1', { device: 'mouse' }]);
    expect((await parse('swapped-root.inkml')).writer).toBeNull();
  });

  it('draws only strokes of symbols, and says how many it left', async () => {
    const { ink, warnings } = await parse('stray-stroke.inkml');
    expect(ink.traces).toHaveLength(4);
    expect(ink.drawn).toEqual(['0', '1', '2']);
    expect(warnings).toEqual(['1 strokes belong to no symbol and were not drawn']);
  });

  it('draws a file without segmentation whole', async () => {
    const { ink, truth } = await parse('bare.inkml');
    expect(ink.drawn).toHaveLength(2);
    expect(truth).toBeNull();
  });

  it('gives every symbol a box of 9 pixels at least, a single dot too', async () => {
    const { truth } = await parse('stray-stroke.inkml');
    const dot = Object.values(truth?.symbols ?? {}).find((symbol) => symbol.class === '.');
    expect(dot?.box).toMatchObject({ width: 9, height: 9 });
  });

  it('resolves differences as the standard has them', () => {
    const { ink } = written('<ink><trace id="t">10 20, \'1 \'2, "1 "0, 3 4</trace></ink>');
    expect(ink.traces[0]?.points).toEqual([
      [10, 20],
      [11, 22],
      [13, 24],
      [18, 30],
    ]);
  });

  it('leaves out points that are none, and says so', () => {
    const { ink, warnings } = written('<ink><trace id="t">1 2, x y, 3, 5 6</trace></ink>');
    expect(ink.traces[0]?.points).toEqual([
      [1, 2],
      [5, 6],
    ]);
    expect(warnings).toContain('trace t: 2 points without two numbers were left out');
  });
});

describe('the drawing', () => {
  it('fits into 768 × 256 with ink up to the margin', async () => {
    for (const name of ['fraction', 'scripts', 'stray-stroke', 'tiny-units']) {
      const drawing = drawInk((await parse(`${name}.inkml`)).ink);
      expect(Math.max(drawing.width / 768, drawing.height / 256)).toBe(1);
    }
  });

  it('has its ink where the boxes are, and nowhere else', async () => {
    for (const name of ['fraction', 'limits', 'stray-stroke']) {
      const { ink, truth } = await parse(`${name}.inkml`);
      const { data, width, height } = await pixelsOf(await inkPng(drawInk(ink)));
      const boxes = Object.values(truth?.symbols ?? {}).map((symbol) => symbol.box);
      const seen = new Set<number>();
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          if ((data[y * width + x] ?? 255) > 127) continue;
          const inside = boxes.flatMap((box, index) =>
            x + 1 > box.x - 0.5 &&
            x < box.x + box.width + 0.5 &&
            y + 1 > box.y - 0.5 &&
            y < box.y + box.height + 0.5
              ? [index]
              : [],
          );
          expect(inside, `${name}: ink at ${x}, ${y}`).not.toEqual([]);
          for (const index of inside) seen.add(index);
        }
      }
      expect(seen.size, name).toBe(boxes.length);
    }
  });

  it('is the same every time', async () => {
    const [first, second] = await Promise.all(
      [0, 1].map(async () => importFile(await fixture('limits.inkml'), 'a')),
    );
    expect(first?.image.hash).toBe(second?.image.hash);
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['empty.inkml', /is empty/u],
    ['cut-off.inkml', /not well-formed/u],
    ['doctype.inkml', /DOCTYPE/u],
    ['no-strokes.inkml', /no strokes/u],
    ['not-ink.inkml', /not InkML/u],
  ])('%s is refused with its reason', async (name, reason) => {
    const failure = await importFile(await fixture(`broken/${name}`), name).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'broken_file', message: expect.stringMatching(reason) });
    expect((failure as AppError).message).toContain(name);
  });

  it('is read as Latin-1 when it is not UTF-8', () => {
    const bytes = Buffer.concat([
      asBytes('<ink><annotation type="writer">Zo'),
      Uint8Array.of(0xeb),
      asBytes('</annotation><trace>0 0, 5 5</trace></ink>'),
    ]);
    const { writer, warnings } = parseInkml(bytes, 'latin.inkml');
    expect(writer).toBe('Zoë');
    expect(warnings[0]).toMatch(/not UTF-8/u);
  });
});
