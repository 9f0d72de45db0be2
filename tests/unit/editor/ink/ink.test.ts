import { describe, expect, it } from 'vitest';
import {
  cutBox,
  readInk,
  signAt,
  sizeToRead,
  thinnestCut,
  tightBox,
  widestGap,
} from '@/lib/editor/kernels/ink';
import { imagePoint } from '@/lib/editor/kernels/space';
import { bitmap, inkOf } from '../support/drawn-ink';

const EQUATION = [
  '........................',
  '.#...#...........#......',
  '..#.#..................#',
  '...#.....#####...#....#.',
  '..#.#............#...#..',
  '.#...#...#####...#..#...',
  '.................#......',
  '........................',
];
const X = { x: 1, y: 1, width: 5, height: 5 };
const EQUALS = { x: 9, y: 3, width: 5, height: 3 };
const I = { x: 17, y: 1, width: 1, height: 6 };
const times = (box: typeof X, scale: number) => ({
  x: box.x * scale,
  y: box.y * scale,
  width: box.width * scale,
  height: box.height * scale,
});

describe('the ink of a picture', () => {
  it('is found whatever its size on the picture', () => {
    for (const scale of [1, 3, 8]) {
      const ink = inkOf(EQUATION, scale);
      expect(ink.runs.patches.filter(({ width }) => width === 5 * scale)).toHaveLength(3);
      expect(tightBox(ink, times({ x: 0, y: 0, width: 7, height: 7 }, scale))).toEqual(times(X, scale));
    }
  });

  it('is found when it is light on a dark board, and when it is faint', () => {
    const rough = times({ x: 0, y: 0, width: 7, height: 7 }, 3);
    const board = inkOf(EQUATION, 3, { ink: 235, paper: () => 30 });
    expect(tightBox(board, rough)).toEqual(times(X, 3));
    const pencil = inkOf(EQUATION, 3, { ink: 205, paper: () => 245 });
    expect(tightBox(pencil, rough)).toEqual(times(X, 3));
  });

  it('is found under uneven light, where the shadow is darker than ink in the light is', () => {
    const wide = EQUATION.map((row) => row + row + row);
    const scale = 6;
    const width = 72 * scale;
    const paper = (x: number) => Math.round(250 - (190 * x) / width);
    const shaded = bitmap(wide, scale, { paper });
    const inks = new Uint8ClampedArray(shaded.data);
    for (let at = 0; at < inks.length; at += 4) {
      const written = inks[at] === 0;
      // Ink is a fifth as light as the paper it is on.
      const grey = written ? paper((at / 4) % width) / 5 : inks[at]!;
      inks.set([grey, grey, grey], at);
    }
    const ink = readInk({ ...shaded, data: inks }, shaded);
    for (const shift of [0, 24, 48]) {
      const rough = times({ x: shift, y: 0, width: 7, height: 7 }, scale);
      expect(tightBox(ink, rough)).toEqual(times({ ...X, x: X.x + shift }, scale));
    }
    expect(ink.runs.patches).toHaveLength(18);
  });

  it('is none on blank paper, with grain or without', () => {
    const grain = (x: number, y: number) => 240 + ((x * 7919 + y * 104_729) % 13);
    expect(inkOf(['....'], 20).runs.patches).toEqual([]);
    expect(inkOf(['....'], 20, { paper: grain }).runs.patches).toEqual([]);
  });

  it('is told from the grain of the paper', () => {
    const paper = (x: number, y: number) => 225 + ((x * 7919 + y * 104_729 + x * y) % 25);
    const ink = inkOf(EQUATION, 4, { ink: 60, paper });
    expect(tightBox(ink, times({ x: 0, y: 0, width: 7, height: 7 }, 4))).toEqual(times(X, 4));
    expect(ink.runs.patches).toHaveLength(6);
  });

  it('is white where the picture is transparent', () => {
    const { width, height, data } = bitmap(EQUATION, 3);
    for (let at = 0; at < data.length; at += 4) if (data[at] === 255) data.set([0, 0, 0, 0], at);
    const ink = readInk({ width, height, data }, { width, height });
    expect(tightBox(ink, times({ x: 0, y: 0, width: 7, height: 7 }, 3))).toEqual(times(X, 3));
  });

  it('answers in the pixels of the image when it was looked at smaller', () => {
    const pixels = bitmap(EQUATION, 4);
    const ink = readInk(pixels, { width: pixels.width * 2.5, height: pixels.height * 2.5 });
    expect(tightBox(ink, times({ x: 0, y: 0, width: 7, height: 7 }, 10))).toEqual(times(X, 10));
    expect(sizeToRead({ width: 2000, height: 1000 })).toEqual({ width: 2000, height: 1000 });
    const small = sizeToRead({ width: 20_000, height: 10_000 });
    expect(small.width * small.height).toBeLessThanOrEqual(4_010_000);
  });
});

describe('a rough box', () => {
  const ink = inkOf(EQUATION, 4);

  it('is drawn tight around its ink, and grows where most of a stroke is inside', () => {
    const shy = times({ x: 2, y: 1, width: 3, height: 5 }, 4);
    expect(tightBox(ink, shy)).toEqual(times(X, 4));
  });

  it('leaves a neighbour out that only reaches into it', () => {
    const greedy = times({ x: 0, y: 0, width: 10.5, height: 8 }, 4);
    expect(tightBox(ink, greedy)).toEqual(times(X, 4));
  });

  it('takes a part of what is written in one with its neighbour', () => {
    const joined = inkOf(['..........', '.########.', '..........'], 6);
    const half = { x: 0, y: 0, width: 24, height: 18 };
    expect(tightBox(joined, half)).toEqual({ x: 6, y: 6, width: 18, height: 6 });
  });

  it('without ink has nothing to be tight around', () => {
    expect(tightBox(ink, times({ x: 7, y: 0, width: 1.5, height: 2 }, 4))).toBeNull();
    expect(tightBox(ink, { x: -50, y: -50, width: 20, height: 20 })).toBeNull();
  });
});

describe('a cut', () => {
  const ink = inkOf(EQUATION, 4);

  it('is at the widest gap, upright or lying', () => {
    const both = times({ x: 0, y: 0, width: 15, height: 8 }, 4);
    expect(widestGap(ink, both, 'x')).toEqual({ axis: 'x', at: 7.5 * 4 });
    expect(cutBox(ink, both, { axis: 'x', at: 7.5 * 4 })).toEqual([times(X, 4), times(EQUALS, 4)]);
    const equals = times(EQUALS, 4);
    expect(widestGap(ink, equals, 'x')).toBeNull();
    expect(widestGap(ink, equals, 'y')).toEqual({ axis: 'y', at: 4.5 * 4 });
    expect(widestGap(ink, times(I, 4), 'y')).toEqual({ axis: 'y', at: 2.5 * 4 });
  });

  it('goes where the least ink is crossed when there is no gap', () => {
    const joined = inkOf(['.##.....##.', '.##.....##.', '.#########.', '.##.....##.', '.##.....##.'], 4);
    const box = times({ x: 1, y: 0, width: 9, height: 5 }, 4);
    expect(widestGap(joined, box, 'x')).toBeNull();
    const cut = thinnestCut(joined, box, 'x');
    expect(cut.at).toBeGreaterThan(12);
    expect(cut.at).toBeLessThan(32);
    const [left, right] = cutBox(joined, box, cut);
    expect([left.x, left.x + left.width, right.x, right.x + right.width]).toEqual([
      4,
      expect.closeTo(cut.at, -1),
      expect.closeTo(cut.at, -1),
      40,
    ]);
  });

  it('goes through the middle where there is no ink to go by', () => {
    const box = { x: 10, y: 20, width: 30, height: 8 };
    expect(thinnestCut(null, box, 'x')).toEqual({ axis: 'x', at: 25 });
    expect(cutBox(null, box, { axis: 'y', at: 24 })).toEqual([
      { ...box, height: 4 },
      { ...box, y: 24, height: 4 },
    ]);
  });
});

describe('the sign under a click', () => {
  const SIGNS = [
    '......................................................',
    '.##..........#....................####................',
    '............................##...........##...........',
    '.##................######..................##.........',
    '.##..........#............##########..................',
    '.##..........#.....######......................##..##.',
    '.##..........#..............##........................',
    '.##..........#........................................',
    '............#.........................................',
    '......................................................',
  ];
  const ink = inkOf(SIGNS, 4);
  const at = (x: number, y: number, taken: (box: { x: number }) => boolean = () => false) =>
    signAt(ink, imagePoint(x * 4, y * 4), { slack: 2, usual: 32, taken });

  it('is an i with its dot, from the dot as from the stroke', () => {
    const i = times({ x: 1, y: 1, width: 2, height: 7 }, 4);
    expect([at(2, 5), at(2, 1.5)]).toEqual([i, i]);
    expect(at(13.5, 5.5)).toEqual(times({ x: 12, y: 1, width: 2, height: 8 }, 4));
  });

  it('is both bars of an equals sign', () => {
    expect(at(20, 3.5)).toEqual(times({ x: 19, y: 3, width: 6, height: 3 }, 4));
  });

  it('is a division sign with its dots', () => {
    expect(at(29, 4.5)).toEqual(times({ x: 26, y: 2, width: 10, height: 5 }, 4));
  });

  it('leaves out what is part of a symbol already', () => {
    expect(at(2, 5, (box) => box.x < 10)).toEqual(times({ x: 1, y: 3, width: 2, height: 5 }, 4));
  });

  it('is none away from ink, and the nearest a little beside it', () => {
    expect(at(8, 5)).toBeNull();
    expect(at(25.2, 5.5)).toEqual(at(24, 5.5));
  });
});
