import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import { ActivityMeter, IDLE_AFTER_MS } from '@/lib/editor/activity';
import { addSymbol } from '@/lib/editor/changes/boxes';
import { guessPlace } from '@/lib/editor/changes/guess-place';
import { classChoices } from '@/lib/editor/kernels/candidates';
import { levelOf, predictedById, symbolLevel, shownConfidence } from '@/lib/editor/kernels/confidence';
import { handleAt } from '@/lib/editor/kernels/hit-test';
import { imagePoint, screenPoint } from '@/lib/editor/kernels/space';
import {
  boxOnScreen,
  FIT_MARGIN,
  fitView,
  reveal,
  toImage,
  toScreen,
  zoomAt,
} from '@/lib/editor/kernels/view';
import { stageStates } from '@/lib/editor/status';
import { validate } from '@/lib/domain/annotation/validate';
import { CLASSES, IMAGE, prediction, sid, SQUARE, squareAnnotation } from './support/formulas';

const number = fc.integer({ min: -2000, max: 2000 });

describe('the view', () => {
  const view = fitView(IMAGE, { width: 1000, height: 600 });

  it('fits the image with room around it, in the middle', () => {
    const box = boxOnScreen(view, { x: 0, y: 0, ...IMAGE });
    expect(box.x).toBeGreaterThan(FIT_MARGIN - 0.01);
    expect(box.x + box.width / 2).toBeCloseTo(500);
    expect(box.y + box.height / 2).toBeCloseTo(300);
  });

  it('leads from screen to image and back', () => {
    fc.assert(
      fc.property(number, number, (x, y) => {
        const back = toScreen(view, toImage(view, screenPoint(x, y)));
        expect([back.x, back.y].map(Math.round)).toEqual([x + 0, y + 0]);
      }),
    );
  });

  it('keeps the point under the pointer where it is while zooming', () => {
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.5, max: 2, noNaN: true }), (x, y, factor) => {
        const anchor = screenPoint(x, y);
        const before = toImage(view, anchor);
        const after = toImage(zoomAt(view, anchor, factor), anchor);
        expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1e-6);
      }),
    );
  });

  it('does not move for a box in sight, and moves just enough for one that is not', () => {
    const viewport = { width: 1000, height: 600 };
    expect(reveal(view, viewport, { x: 10, y: 10, width: 20, height: 20 })).toBe(view);
    const close = zoomAt(view, screenPoint(0, 0), 8);
    const shown = boxOnScreen(reveal(close, viewport, { x: 300, y: 150, width: 10, height: 10 }), {
      x: 300,
      y: 150,
      width: 10,
      height: 10,
    });
    expect(shown.x + shown.width).toBeLessThanOrEqual(1000);
    expect(shown.y + shown.height).toBeLessThanOrEqual(600);
  });
});

describe('the place of a drawn box', () => {
  const FRACTION = prediction(
    {
      a: { class: 'a', box: [100, 20, 40, 30] },
      bar: { class: '-', box: [80, 70, 90, 4] },
      root: { class: '\\sqrt', box: [200, 40, 90, 60], parent: 'bar', relation: 'Right' },
      sum: { class: '\\sum', box: [320, 50, 40, 50], parent: 'root', relation: 'Right' },
    },
    '',
  );
  const start = annotationFromPrediction({
    ...FRACTION,
    symbols: FRACTION.symbols.map((symbol) =>
      symbol.id === 'a'
        ? { ...symbol, place: { line: FRACTION.lines[0]!, parent: sid('bar'), relation: 'Above' } }
        : symbol,
    ),
  });
  const guess = (x: number, y: number, width: number, height: number) => {
    const box = { x, y, width, height };
    return guessPlace(addSymbol(start, { id: sid('new'), box, class: '?', place: null }), sid('new'));
  };

  it.each([
    ['under a bar', [110, 90, 30, 30], 'bar', 'Below'],
    ['inside a root', [230, 60, 30, 30], 'root', 'Inside'],
    ['over a sum', [330, 20, 18, 16], 'sum', 'Above'],
    ['raised beside a symbol', [143, 10, 10, 12], 'a', 'Sup'],
    ['next on the row of a numerator', [144, 22, 20, 28], 'a', 'Right'],
  ] as const)('is found %s', (_, [x, y, width, height], parent, relation) => {
    expect(guess(x, y, width, height)).toMatchObject({ parent, relation });
  });

  it('is the start of the line left of everything', () => {
    expect(guess(10, 60, 20, 20)).toMatchObject({ parent: null, relation: null });
  });
});

describe('what the model thinks', () => {
  it('is an ordered scale', () => {
    expect([0.2, 0.6, 0.9, 0.99].map(levelOf)).toEqual(['guess', 'unsure', 'likely', 'sure']);
  });

  it('is settled once a person has spoken', () => {
    const predicted = predictedById(SQUARE);
    const start = squareAnnotation();
    expect(symbolLevel(start, predicted, sid('two'), 'recognizer')).toBe('unsure');
    const pins = { box: false, class: true, place: false };
    const settled = { ...start, symbols: { ...start.symbols, two: { ...start.symbols[sid('two')]!, pins } } };
    expect(symbolLevel(settled, predicted, sid('two'), 'recognizer')).toBe('settled');
    expect(symbolLevel(settled, predicted, sid('two'), 'aligner')).toBe('unsure');
  });

  it('comes first among the choices, then what was used last', () => {
    const predicted = predictedById(SQUARE);
    const choices = classChoices({ predicted, proposals: new Map() }, sid('two'), ['y', '2']);
    expect(choices.map((choice) => choice.class)).toEqual(['2', 'X', 'y']);
    const drawn = classChoices({ predicted: new Map(), proposals: predicted }, sid('two'), []);
    expect(drawn.map((choice) => choice.class)).toEqual(['2', 'X']);
  });
});

describe('the state of the stages', () => {
  it('goes from predicted over touched to accepted, and broken wins', () => {
    const states = (annotation: ReturnType<typeof squareAnnotation>) =>
      stageStates(annotation, validate(annotation, { ...IMAGE, classes: CLASSES }));
    const start = squareAnnotation();
    expect(states(start)).toEqual({
      detector: 'predicted',
      recognizer: 'predicted',
      aligner: 'predicted',
      converter: 'predicted',
    });
    const accepted = { ...start, accepted: { ...start.accepted, detector: true } };
    expect(states(accepted).detector).toBe('accepted');
    const broken = { ...accepted, label: { latex: '\\frac{', pinned: true } };
    expect(states(broken).converter).toBe('broken');
  });
});

describe('active time', () => {
  it('leaves out pauses that are not work', () => {
    const meter = new ActivityMeter(0);
    meter.touch(2_000);
    meter.touch(2_000 + IDLE_AFTER_MS + 1);
    expect(meter.take(5_000 + IDLE_AFTER_MS)).toBe(2_000 + 2_999);
    expect(meter.take(5_000 + IDLE_AFTER_MS)).toBe(0);
  });
});

describe('a confidence on screen', () => {
  it.each([
    [0, '.00'],
    [0.004, '.00'],
    [0.05, '.05'],
    [0.93, '.93'],
    [0.996, '1.0'],
    [1, '1.0'],
  ])('%d reads %s', (confidence, text) => {
    expect(shownConfidence(confidence)).toBe(text);
  });
});

describe('the handles of a small box', () => {
  const dot = { x: 100, y: 100, width: 9, height: 9 };
  const at = (x: number, y: number) => imagePoint(x, y);

  it('leave its middle to moving, however near they are', () => {
    expect(handleAt(dot, at(104.5, 104.5), 8)).toBeNull();
    expect(handleAt(dot, at(100, 100), 8)).toBe('nw');
    expect(handleAt(dot, at(109, 109), 8)).toBe('se');
  });
});
