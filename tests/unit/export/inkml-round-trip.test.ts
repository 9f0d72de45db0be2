import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { InkDocument } from '@/lib/domain/ink';
import { orderedLines } from '@/lib/domain/ordering';
import { writeInkml } from '@/lib/export';
import { parseInkml } from '@/lib/import';
import { soundAnnotation } from '@/tests/support/annotation/arbitrary';
import { annotationOf, symbolId } from '@/tests/support/annotation/build';
import { asBytes } from '@/tests/support/images';

const FIXTURES = [
  'fraction',
  'scripts',
  'limits',
  'swapped-root',
  'bracket-power',
  'stray-stroke',
  'tiny-units',
  'two-lines',
];

/** Classes, places and label: what people decided. Boxes follow from the ink. */
function decided(annotation: Annotation | null) {
  if (!annotation) throw new Error('nothing was read');
  const lines = orderedLines(annotation).map(({ entries }) => entries);
  return {
    lines,
    classes: Object.fromEntries(Object.values(annotation.symbols).map(({ id, class: name }) => [id, name])),
    latex: annotation.label.latex,
  };
}

/** A stroke along the diagonal of every box. */
function inkFor(annotation: Annotation): InkDocument {
  const symbols = Object.values(annotation.symbols);
  return {
    name: 'made',
    writer: null,
    channels: ['X', 'Y'],
    traces: symbols.map(({ id, box }) => ({
      id: `t-${id}`,
      points: [
        [box.x, box.y],
        [box.x + box.width, box.y + box.height],
      ],
    })),
    drawn: symbols.map(({ id }) => `t-${id}`),
    symbols: Object.fromEntries(symbols.map(({ id }) => [id, [`t-${id}`]])),
    notes: {},
    transform: { scale: 1, offsetX: 0, offsetY: 0 },
  };
}

describe('InkML that is written is read as it was', () => {
  it.each(FIXTURES)('for %s, boxes and ink included', async (name) => {
    const first = parseInkml(await readFile(path.resolve('tests/fixtures/inkml', `${name}.inkml`)), name);
    if (!first.truth) throw new Error('no truth');
    const second = parseInkml(asBytes(writeInkml(first.ink, first.truth)), name);
    expect(second.truth).toEqual(first.truth);
    expect(second.ink).toEqual(first.ink);
  });

  it('for any sound annotation', () => {
    fc.assert(
      fc.property(soundAnnotation, (annotation) => {
        // Limits are written one way only, so an annotation that has them another way is not among these.
        const symbols = Object.values(annotation.symbols).map((symbol) =>
          ['\\sum', '\\lim', '\\int'].includes(symbol.class) ? { ...symbol, class: 'x' } : symbol,
        );
        const plain: Annotation = {
          ...annotation,
          symbols: Object.fromEntries(symbols.map((symbol) => [symbol.id, symbol])),
          label: { latex: 'x', pinned: false },
        };
        const { truth } = parseInkml(asBytes(writeInkml(inkFor(plain), plain)), 'made');
        expect(decided(truth)).toEqual(decided(plain));
      }),
      { numRuns: 150 },
    );
  });

  it('with names that XML would choke on', () => {
    const annotation = annotationOf(['\\lt', { Right: ['"&<>'] }]);
    const { truth, ink } = parseInkml(
      asBytes(writeInkml({ ...inkFor(annotation), name: 'a<b>&"c"', writer: 'Zoë & Ann' }, annotation)),
      'made',
    );
    expect(decided(truth)).toEqual(decided(annotation));
    expect([ink.name, ink.writer]).toEqual(['a<b>&"c"', 'Zoë & Ann']);
  });
});

describe('the strokes of symbols', () => {
  it('that a person added are those inside their box', async () => {
    const { ink, truth } = parseInkml(
      await readFile(path.resolve('tests/fixtures/inkml/fraction.inkml')),
      'fraction',
    );
    if (!truth) throw new Error('no truth');
    const renamed = JSON.parse(JSON.stringify(truth).replaceAll('"g1"', '"added"')) as Annotation;
    const { ink: written } = parseInkml(asBytes(writeInkml(ink, renamed)), 'fraction');
    expect(written.symbols.added).toEqual(ink.symbols.g1);
  });

  it('that a person drew where no ink is are none, and the rest is written', () => {
    const annotation = annotationOf(['x', { Right: ['y'] }]);
    const ink = inkFor(annotation);
    delete ink.symbols.y1;
    const far = annotation.symbols[symbolId('y1')];
    if (!far) throw new Error('not made');
    far.box = { x: 900, y: 900, width: 5, height: 5 };
    const { truth, warnings } = parseInkml(asBytes(writeInkml(ink, annotation)), 'made');
    expect(Object.keys(truth?.symbols ?? {})).toEqual(['x0']);
    expect(warnings).toContainEqual(expect.stringContaining('has no strokes'));
  });
});
