import { describe, expect, it } from 'vitest';
import { correspond, sourceLines } from '@/lib/domain/latex';
import type { Box } from '@/lib/domain/geometry/box';
import { editorActions } from '@/lib/editor/actions';
import { editLatex, MAX_LATEX } from '@/lib/editor/changes/label';
import { fitAnchors, fitRendering, writtenLines, writtenPlace } from '@/lib/editor/kernels/fit-rendering';
import { symbolsAt } from '@/lib/editor/kernels/spoken';
import { annotationOf } from '@/tests/support/annotation/build';
import { TestEditor } from './support/driver';

/** `x^2+1`, with a label that somebody typed. */
function typed(latex: string): TestEditor {
  const test = new TestEditor();
  test.editor.change('latex.edit', (now) => editLatex(now, latex));
  return test;
}

/** Keeps the label as typed. @returns whether that accepted anything. */
function keep(test: TestEditor): boolean {
  const { committed } = test;
  const before = committed.length;
  editorActions.run('latex.keep', test.context());
  return committed.length > before;
}

describe('a label that was typed and differs from the ordering', () => {
  it('is kept by one action, which accepts the stage and can be undone', () => {
    const test = typed('x^2+2').press('L');
    expect(keep(test)).toBe(true);
    expect(test.latex).toBe('x^2+2');
    expect(test.state.annotation.accepted.converter).toBe(true);
    expect(test.problems).toEqual(['latex_disagrees']);
    test.press('Mod+Z');
    expect(test.state.annotation.accepted.converter).toBe(false);
  });

  it('is asked about again as soon as the ordering changes', () => {
    const test = typed('x^2+2');
    keep(test);
    test.press('C').select('two').press('2');
    expect(test.state.annotation.accepted.converter).toBe(false);
    expect(test.latex).toBe('x^2+2');
    expect(keep(test)).toBe(true);
  });

  it('cannot be kept when nothing differs, nor when it does not parse', () => {
    expect(keep(typed('{x}^2 + 1'))).toBe(false);
    expect(keep(typed('x^'))).toBe(false);
  });

  it('is cut to what can be stored', () => {
    expect(typed('x'.repeat(MAX_LATEX + 5)).latex).toHaveLength(MAX_LATEX);
  });
});

describe('the rendering over the image', () => {
  it('comes and goes with G, as strong as it was', () => {
    const test = new TestEditor();
    test.editor.update({ blend: { on: false, amount: 0.3 } });
    test.press('G');
    expect(test.state.blend).toEqual({ on: true, amount: 0.3 });
    test.press('G');
    expect(test.state.blend).toEqual({ on: false, amount: 0.3 });
  });

  const corner = (ink: Box, place: Box) => {
    const { scaleX, scaleY, x, y } = fitRendering(ink, place);
    return {
      x: ink.x * scaleX + x,
      y: ink.y * scaleY + y,
      width: ink.width * scaleX,
      height: ink.height * scaleY,
    };
  };

  it('lies ink on ink, stretched in each direction', () => {
    const place = { x: 100, y: 50, width: 300, height: 80 };
    expect(corner({ x: 4, y: 9, width: 100, height: 40 }, place)).toEqual(place);
  });

  it('is stretched at most twice as far one way, and then stands in the middle', () => {
    const wide = corner({ x: 0, y: 0, width: 10, height: 10 }, { x: 0, y: 0, width: 90, height: 10 });
    expect(wide).toEqual({ x: 35, y: 0, width: 20, height: 10 });
    const minus = corner({ x: 0, y: 5, width: 20, height: 1 }, { x: 10, y: 10, width: 40, height: 30 });
    expect(minus).toEqual({ x: 10, y: 23, width: 40, height: 4 });
  });

  it('lies on the signs that are in both, when something is in one only', () => {
    const ink = [0, 20, 40, 60].map((x) => ({ x, y: 5, width: 10, height: 10 }));
    const place = ink.map((box) => ({ x: box.x * 2 + 7, y: box.y * 3 - 4, width: 20, height: 30 }));
    const anchors = ink.map((box, index) => ({ ink: box, place: place[index]! }));
    const fit = fitAnchors(anchors.slice(0, 3))!;
    expect([fit.scaleX, fit.scaleY, fit.x, fit.y].map((value) => value.toFixed(6))).toEqual([
      '2.000000',
      '3.000000',
      '7.000000',
      '-4.000000',
    ]);
    expect(fitAnchors(anchors.slice(0, 2))).toBeNull();
    const turned = anchors.map((anchor, index) => ({ ...anchor, place: place[3 - index]! }));
    expect(fitAnchors(turned)).toBeNull();
  });

  it('finds the written ink line by line', () => {
    const annotation = annotationOf(['a', { Right: ['b'] }], ['c']);
    expect(writtenLines(annotation)).toEqual([
      { x: 5, y: 10, width: 30, height: 10 },
      { x: 45, y: 10, width: 10, height: 10 },
    ]);
    expect(writtenPlace(annotation)).toEqual({ x: 5, y: 10, width: 50, height: 10 });
    expect(writtenPlace(annotationOf())).toBeNull();
  });

  it.each([
    ['a \\\\ b', ['a', 'b']],
    ['$$ a = 1 \\\\ b = 2 \\\\ $$', ['a = 1', 'b = 2']],
    ['\\begin{matrix} a \\\\ b \\end{matrix}', ['\\begin{matrix} a \\\\ b \\end{matrix}']],
    ['{a \\\\ b}', ['{a \\\\ b}']],
    ['', []],
  ])('takes %j line by line', (latex, lines) => {
    expect(sourceLines(latex)).toEqual(lines);
  });
});

describe('the caret', () => {
  const annotation = {
    ...annotationOf(['x', { Sup: ['2'], Right: ['+', { Right: ['y'] }] }]),
    label: { latex: 'x^{2}  +y', pinned: true },
  };
  const at = (from: number, to = from) => symbolsAt(correspond(annotation)!, { from, to });

  it('speaks of the token before it, and at the start of the one behind', () => {
    expect(at(0)).toEqual(['x0']);
    expect(at(1)).toEqual(['x0']);
    expect(at(2)).toEqual(['x0', '21']);
    expect(at(4)).toEqual(['21']);
    expect(at(9)).toEqual(['y3']);
  });

  it('speaks of nothing between two spaces', () => {
    expect(at(6)).toEqual([]);
  });

  it('speaks of everything that is selected', () => {
    expect(at(0, 9)).toEqual(['x0', '21', '+2', 'y3']);
    expect(at(7, 8)).toEqual(['+2']);
  });
});
