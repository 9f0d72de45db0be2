import sharp from 'sharp';
import type { Box } from '@/lib/domain/geometry/box';
import { homographyOf, project, type Homography, type Point } from './homography';

/** A picture that a phone might take of a drawing on paper, and where the drawing's boxes are on it. */
export interface Picture {
  jpeg: Buffer;
  width: number;
  height: number;
  /** Smallest upright box around where a box of the drawing is on the picture. */
  boxOn(box: Box): Box;
}

/** Uniform numbers in 0..1 from a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WIDTH = 1600;
/** White paper around the drawing, as a share of the picture's width. */
const BORDER = 0.1;
/** How far each corner strays, as a share of the width: up to a few degrees of tilt and turn. */
const STRAY = 0.025;

/** Four corners of the drawing on the picture, each astray on its own. */
function corners(width: number, height: number, next: () => number): Point[] {
  const stray = () => (next() - 0.5) * 2 * STRAY * WIDTH;
  const [left, right] = [BORDER * WIDTH, (1 - BORDER) * WIDTH];
  const top = BORDER * WIDTH;
  const bottom = top + ((right - left) * height) / width;
  return (
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const
  ).map(([x, y]) => [x + stray(), y + stray()]);
}

/** Smooth noise: random values on a coarse grid, interpolated. Same size as the picture, in -1..1. */
async function fibres(
  width: number,
  height: number,
  cell: number,
  next: () => number,
): Promise<Float32Array> {
  const [columns, rows] = [Math.ceil(width / cell) + 1, Math.ceil(height / cell) + 1];
  const coarse = Buffer.from(Array.from({ length: columns * rows }, () => Math.floor(next() * 256)));
  const fine = await sharp(coarse, { raw: { width: columns, height: rows, channels: 1 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return Float32Array.from(fine, (value) => value / 127.5 - 1);
}

/** Brightness of the light at a place: a slope, a vignette, and the soft edge of somebody's shadow. */
function lighting(width: number, height: number, next: () => number): (x: number, y: number) => number {
  const angle = next() * 2 * Math.PI;
  const slope = 0.15 + 0.2 * next();
  const shadowAngle = next() * Math.PI;
  const shadowAt = 0.3 + 0.4 * next();
  const shadow = 0.15 + 0.25 * next();
  const softness = 0.02 + 0.1 * next();
  return (px, py) => {
    const [x, y] = [px / width - 0.5, py / height - 0.5];
    const falling = 1 - slope * (0.5 + x * Math.cos(angle) + y * Math.sin(angle));
    const vignette = 1 - 0.25 * (x * x + y * y) * 2;
    const side = x * Math.cos(shadowAngle) + y * Math.sin(shadowAngle) + 0.5 - shadowAt;
    return falling * vignette * (1 - shadow / (1 + Math.exp(-side / softness)));
  };
}

/** The drawing's darkness 0..1 at a place between its pixels; 0 outside. */
function sampler(ink: Buffer, width: number, height: number): (x: number, y: number) => number {
  const at = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height ? 1 - ink[y * width + x]! / 255 : 0;
  return (x, y) => {
    const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
    const [h, v] = [x - 0.5 - left, y - 0.5 - top];
    const upper = at(left, top) * (1 - h) + at(left + 1, top) * h;
    const lower = at(left, top + 1) * (1 - h) + at(left + 1, top + 1) * h;
    return upper * (1 - v) + lower * v;
  };
}

/** Photographs a drawing (black on white): perspective, uneven light and shadow, paper, grain, blur, JPEG. */
export async function photograph(drawing: Uint8Array, seed: number): Promise<Picture> {
  const next = random(seed);
  const { data, info } = await sharp(drawing)
    .flatten({ background: 'white' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const places = corners(info.width, info.height, next);
  const height = Math.round(Math.max(places[2]![1], places[3]![1]) + BORDER * WIDTH);
  const source: Point[] = [
    [0, 0],
    [info.width, 0],
    [info.width, info.height],
    [0, info.height],
  ];
  const forth = homographyOf(source, places);
  const back: Homography = homographyOf(places, source);
  const ink = sampler(data, info.width, info.height);
  const light = lighting(WIDTH, height, next);
  const [coarse, fine] = [await fibres(WIDTH, height, 90, next), await fibres(WIDTH, height, 3, next)];
  const paper = [0.86 + 0.1 * next(), 0.84 + 0.1 * next(), 0.76 + 0.14 * next()];
  const pen = [0.1 + 0.2 * next(), 0.1 + 0.2 * next(), 0.15 + 0.3 * next()];
  const pixels = Buffer.alloc(WIDTH * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const p = y * WIDTH + x;
      const [u, v] = project(back, [x + 0.5, y + 0.5]);
      const dark = ink(u, v);
      const shine = light(x, y) * (1 + 0.02 * coarse[p]! + 0.035 * fine[p]!);
      const grain = (next() + next() - 1) * 0.035;
      for (let c = 0; c < 3; c++) {
        const colour = paper[c]! * (1 - dark) + pen[c]! * dark;
        pixels[p * 3 + c] = Math.max(0, Math.min(255, Math.round(255 * (colour * shine + grain))));
      }
    }
  }
  const jpeg = await sharp(pixels, { raw: { width: WIDTH, height, channels: 3 } })
    .blur(0.6 + 0.8 * next())
    .jpeg({ quality: 70 })
    .toBuffer();
  const boxOn = ({ x, y, width, height: tall }: Box): Box => {
    const around = (
      [
        [x, y],
        [x + width, y],
        [x + width, y + tall],
        [x, y + tall],
      ] as const
    ).map((corner) => project(forth, corner));
    const [xs, ys] = [around.map(([px]) => px), around.map(([, py]) => py)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
  };
  return { jpeg, width: WIDTH, height, boxOn };
}
