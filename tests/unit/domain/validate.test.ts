import { describe, expect, it } from 'vitest';
import { emptyAnnotation, type Annotation } from '@/lib/domain/annotation/schema';
import { validate, wellFormed } from '@/lib/domain/annotation/validate';
import { annotationOf, lineId, rowOf, symbolId } from '@/tests/support/annotation/build';

const IMAGE = { width: 200, height: 40 };
const codes = (annotation: Annotation, image: Parameters<typeof validate>[1] = IMAGE) =>
  validate(annotation, image).map(({ code, severity, symbols }) => [code, severity, symbols.join(' ')]);

/** `x^2+y` with its label. */
function power(): Annotation {
  const annotation = annotationOf(['x', { Sup: ['2'], Right: ['+', { Right: ['y'] }] }]);
  return { ...annotation, label: { latex: 'x^2+y', pinned: true } };
}

const at = (annotation: Annotation, id: string) => {
  const symbol = annotation.symbols[symbolId(id)];
  if (!symbol) throw new Error(`no ${id}`);
  return symbol;
};

describe('validation', () => {
  it('has nothing against a sound annotation', () => expect(codes(power())).toEqual([]));

  it('names the members of a circle once', () => {
    const annotation = power();
    at(annotation, '+2').place = { line: lineId('line0'), parent: symbolId('y3'), relation: 'Sup' };
    expect(codes(annotation).filter(([code]) => code === 'cycle')).toEqual([['cycle', 'error', '+2 y3']]);
  });

  it('names both symbols that want one place, and their parent', () => {
    const annotation = power();
    at(annotation, 'y3').place = { line: lineId('line0'), parent: symbolId('x0'), relation: 'Sup' };
    expect(codes(annotation)).toContainEqual(['place_taken', 'error', '21 y3 x0']);
  });

  it('names orphans, second roots and empty lines', () => {
    const annotation = power();
    annotation.lines[lineId('more')] = { id: lineId('more'), index: 5 };
    at(annotation, 'y3').place = null;
    at(annotation, '21').place = { line: lineId('line0'), parent: null, relation: null };
    const found = codes(annotation);
    expect(found).toContainEqual(['orphan', 'error', 'y3']);
    expect(found).toContainEqual(['two_roots', 'error', 'x0 21']);
    expect(found).toContainEqual(['empty_line', 'error', '']);
  });

  it('names a parent in another line', () => {
    const annotation = power();
    annotation.lines[lineId('more')] = { id: lineId('more'), index: 5 };
    at(annotation, 'y3').place = { line: lineId('more'), parent: symbolId('+2'), relation: 'Right' };
    expect(codes(annotation)).toContainEqual(['parent_in_other_line', 'error', 'y3 +2']);
  });

  it('names boxes that reach out of the image, and forgives half a pixel', () => {
    const annotation = power();
    at(annotation, 'x0').box.x = -0.4;
    at(annotation, 'y3').box.y = 31;
    expect(codes(annotation)).toEqual([['outside_image', 'error', 'y3']]);
  });

  it('names classes that the project does not have', () => {
    expect(codes(power(), { ...IMAGE, classes: ['x', '2', '+'] })).toEqual([
      ['unknown_class', 'error', 'y3'],
    ]);
  });

  it('refuses LaTeX that does not parse and says where', () => {
    const broken = { ...power(), label: { latex: 'x^2+\\frac', pinned: true } };
    expect(validate(broken, IMAGE)).toMatchObject([
      { code: 'latex_broken', severity: 'error', stage: 'converter' },
    ]);
  });

  it('warns when label and tree disagree, and shows what the tree says', () => {
    const other = { ...power(), label: { latex: 'x^3+y', pinned: true } };
    expect(validate(other, IMAGE)).toMatchObject([
      {
        code: 'latex_disagrees',
        severity: 'warning',
        symbols: ['21'],
        values: { tokens: '3', written: 'x ^ { 2 } + y' },
      },
    ]);
  });

  it('warns of a label or symbols that are missing', () => {
    expect(codes({ ...power(), label: { latex: ' ', pinned: false } })).toEqual([
      ['latex_missing', 'warning', ''],
    ]);
    expect(codes(emptyAnnotation())).toEqual([['no_symbols', 'warning', '']]);
  });
});

describe('an annotation is malformed', () => {
  const broken = (place: { line: string; parent: string | null }) => {
    const annotation = annotationOf(rowOf('x', 'y'));
    const relation = place.parent === null ? null : ('Right' as const);
    at(annotation, 'y1').place = {
      line: lineId(place.line),
      parent: place.parent === null ? null : symbolId(place.parent),
      relation,
    };
    return wellFormed(annotation).map(({ code }) => code);
  };

  it.each([
    ['when a line does not exist', { line: 'nowhere', parent: null }, ['line_missing']],
    ['when a parent does not exist', { line: 'line0', parent: 'nobody' }, ['parent_missing']],
    ['when a symbol is its own parent', { line: 'line0', parent: 'y1' }, ['self_loop']],
    [
      'when a name is only known to JavaScript',
      { line: 'toString', parent: 'constructor' },
      ['line_missing', 'parent_missing'],
    ],
  ])('%s', (_, place, expected) => expect(broken(place)).toEqual(expected));

  it('when a record lies under another name', () => {
    const annotation = annotationOf(['x']);
    annotation.symbols[symbolId('other')] = at(annotation, 'x0');
    expect(wellFormed(annotation).map(({ code }) => code)).toEqual(['key_differs']);
  });

  it('but not when its ordering merely breaks rules', () => {
    const annotation = power();
    at(annotation, 'x0').place = null;
    expect(wellFormed(annotation)).toEqual([]);
  });
});
