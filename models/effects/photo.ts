import sharp from 'sharp';
import { seededUniform } from '@/lib/domain/random';
import { fromLight, readDrawing } from './drawing';
import type { Effect } from './effect';
import type { Point } from './homography';
import { lighting } from './light';
import { fibres, squaresAt } from './paper';
import { warp } from './warp';

const unmoved = { mapBox: <Box>(box: Box) => box };

/** White paper in a light that falls off, with the edge of a shadow across it. */
export const unevenLight: Effect = async (image, seed) => {
  const { ink, width, height } = await readDrawing(image);
  const light = lighting(width, height, seededUniform(`light ${seed}`));
  const seen = ink.map((dark, p) => 0.95 * (1 - 0.9 * dark) * light(p % width, Math.floor(p / width)));
  return { image: await fromLight(seen, width, height).png().toBuffer(), ...unmoved };
};

/** How much of red, green and blue a printed pale blue takes away. */
const PRINT = [0.42, 0.24, 0.1];

/**
 * Paper printed with pale blue squares. They are about as large beside the writing as 5 mm squares are: 40 to 60
 * pixels where symbols are 70 to 85 high.
 */
export const squaredPaper: Effect = async (image, seed) => {
  const { ink, width, height } = await readDrawing(image);
  const next = seededUniform(`squares ${seed}`);
  const lines = squaresAt(40 + 20 * next(), 1 + 0.8 * next(), next);
  const strength = 0.7 + 0.3 * next();
  const seen = new Float32Array(ink.length * 3);
  ink.forEach((dark, p) => {
    const line = strength * lines((p % width) + 0.5, Math.floor(p / width) + 0.5);
    for (let c = 0; c < 3; c++) seen[p * 3 + c] = (1 - PRINT[c]! * line) * (1 - dark);
  });
  return { image: await fromLight(seen, width, height).png().toBuffer(), ...unmoved };
};

/** Out of focus: a Gaussian of 1.5 to 2.5 pixels' sigma over a pen of 2.5. */
export const blur: Effect = async (image, seed) => {
  const sigma = 1.5 + seededUniform(`blur ${seed}`)();
  // In integers, white would not stay white.
  const seen = await sharp(image)
    .flatten({ background: 'white' })
    .blur({ sigma, precision: 'float' })
    .png()
    .toBuffer();
  return { image: seen, ...unmoved };
};

/** Five degrees to the left or to the right, on paper that is large enough. */
export const rotated: Effect = async (image, seed) => {
  const drawing = await readDrawing(image);
  const { width: w, height: h } = drawing;
  const angle = (Math.PI / 36) * (seededUniform(`rotated ${seed}`)() < 0.5 ? -1 : 1);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [width, height] = [Math.ceil(w * cos + h * Math.abs(sin)), Math.ceil(w * Math.abs(sin) + h * cos)];
  const turn = ([x, y]: Point): Point => [
    width / 2 + (x - w / 2) * cos - (y - h / 2) * sin,
    height / 2 + (x - w / 2) * sin + (y - h / 2) * cos,
  ];
  const corners: Point[] = [
    [0, 0],
    [w, 0],
    [w, h],
    [0, h],
  ];
  const { ink, mapBox } = warp(drawing, corners.map(turn), width, height);
  const seen = ink.map((dark) => 1 - dark);
  return { image: await fromLight(seen, width, height).png().toBuffer(), mapBox };
};

/** A JPEG of quality 30. */
export const jpeg30: Effect = async (image) => {
  const seen = await sharp(image).flatten({ background: 'white' }).jpeg({ quality: 30 }).toBuffer();
  return { image: seen, ...unmoved };
};

/** A blackboard, or a screen in dark mode. */
export const whiteOnBlack: Effect = async (image) => {
  const seen = await sharp(image).flatten({ background: 'white' }).negate().png().toBuffer();
  return { image: seen, ...unmoved };
};

const CAMERA_WIDTH = 1600;
/** White paper around the drawing, as a share of the picture's width. */
const BORDER = 0.1;
/** How far each corner strays, as a share of the width: up to a few degrees of tilt and turn. */
const STRAY = 0.025;

/** Four corners of the drawing on the picture, each astray on its own. */
function corners(width: number, height: number, next: () => number): Point[] {
  const stray = () => (next() - 0.5) * 2 * STRAY * CAMERA_WIDTH;
  const [left, right] = [BORDER * CAMERA_WIDTH, (1 - BORDER) * CAMERA_WIDTH];
  const top = BORDER * CAMERA_WIDTH;
  const bottom = top + ((right - left) * height) / width;
  const straight: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return straight.map(([x, y]) => [x + stray(), y + stray()]);
}

/**
 * All at once, as a phone's picture of a page of an exercise book: perspective and turn, uneven light and shadow,
 * printed squares, coloured paper and pen, grain, blur, and a JPEG of quality 30.
 */
export const camera: Effect = async (image, seed) => {
  const next = seededUniform(`camera ${seed}`);
  const drawing = await readDrawing(image);
  const places = corners(drawing.width, drawing.height, next);
  const [width, height] = [
    CAMERA_WIDTH,
    Math.round(Math.max(places[2]![1], places[3]![1]) + BORDER * CAMERA_WIDTH),
  ];
  const { ink, mapBox, from } = warp(drawing, places, width, height);
  const lines = squaresAt(40 + 20 * next(), 1 + 0.8 * next(), next);
  const strength = 0.7 + 0.3 * next();
  const light = lighting(width, height, next);
  const [coarse, fine] = [await fibres(width, height, 90, next), await fibres(width, height, 3, next)];
  const paper = [0.86 + 0.1 * next(), 0.84 + 0.1 * next(), 0.76 + 0.14 * next()];
  const pen = [0.1 + 0.2 * next(), 0.1 + 0.2 * next(), 0.15 + 0.3 * next()];
  const seen = new Float32Array(ink.length * 3);
  ink.forEach((dark, p) => {
    const shine = light(p % width, Math.floor(p / width)) * (1 + 0.02 * coarse[p]! + 0.035 * fine[p]!);
    const grain = (next() + next() - 1) * 0.035;
    const line = strength * lines(from.x[p]!, from.y[p]!);
    for (let c = 0; c < 3; c++) {
      const printed = paper[c]! * (1 - PRINT[c]! * line);
      seen[p * 3 + c] = (printed * (1 - dark) + pen[c]! * dark) * shine + grain;
    }
  });
  const jpeg = await fromLight(seen, width, height)
    .blur(0.6 + 0.8 * next())
    .jpeg({ quality: 30 })
    .toBuffer();
  return { image: jpeg, mapBox };
};
