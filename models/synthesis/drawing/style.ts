import { HANDWRITTEN_FACES, type FaceName } from '../faces/catalogue';
import type { Unsteadiness } from '../faces/warp';
import type { Random } from '../random';

/** Colours of what is written with; `texture` is how much of the paper shows through (pencil). */
export const INKS = {
  black: { red: 22, green: 22, blue: 26, texture: 0 },
  blueBlack: { red: 28, green: 36, blue: 78, texture: 0.04 },
  blue: { red: 30, green: 62, blue: 160, texture: 0.06 },
  pencil: { red: 78, green: 78, blue: 82, texture: 0.3 },
  toner: { red: 12, green: 12, blue: 12, texture: 0 },
} as const;
export type InkName = keyof typeof INKS;

export const PAPERS = {
  white: { red: 255, green: 255, blue: 255, shading: 0, noise: 0, squares: null },
  scan: { red: 250, green: 250, blue: 248, shading: 3, noise: 2, squares: null },
  cream: { red: 248, green: 243, blue: 230, shading: 5, noise: 2, squares: null },
  grey: { red: 236, green: 237, blue: 238, shading: 7, noise: 3, squares: null },
  squared: {
    red: 250,
    green: 250,
    blue: 248,
    shading: 4,
    noise: 2,
    squares: { red: 214, green: 226, blue: 238 },
  },
} as const;
export type PaperName = keyof typeof PAPERS;

/** How a formula is drawn. Lengths in em unless they say pixels. */
export interface DrawingStyle {
  face: FaceName;
  /** Horizontal shift per height: positive leans to the right. */
  slant: number;
  /** Added to the face's own strokes: a thicker (positive) or finer pen. */
  extraStroke: number;
  /** How much glyphs differ from one another; null for print. */
  hand: Unsteadiness | null;
  /** How far the baseline wanders up and down. */
  baselineDrift: number;
  /** Radians by which the whole line climbs (negative) or falls. */
  rotation: number;
  ink: InkName;
  paper: PaperName;
  /** Pixels that the picture should be wide, as far as the size of the letters allows. */
  targetWidth: number;
}

export function isHandwritten(face: FaceName): boolean {
  return HANDWRITTEN_FACES.some((name) => name === face);
}

/** A likely style for a face; the same random source gives the same style. */
export function likelyStyle(face: FaceName, random: Random): DrawingStyle {
  const targetWidth = Math.round(random.range(480, 860));
  if (!isHandwritten(face)) {
    return {
      face,
      slant: 0,
      extraStroke: random.range(-0.004, 0.01),
      hand: null,
      baselineDrift: 0,
      rotation: random.normal(0.002),
      ink: 'toner',
      paper: random.pick(['white', 'scan', 'scan', 'cream']),
      targetWidth,
    };
  }
  return {
    face,
    slant: random.normal(0.07),
    extraStroke: random.range(-0.008, 0.012),
    hand: {
      warp: random.range(0.005, 0.011),
      rotation: random.range(0.012, 0.03),
      scale: 0.03,
      shift: 0.018,
    },
    baselineDrift: random.range(0.01, 0.05),
    rotation: random.normal(0.01),
    ink: random.pick(['black', 'blueBlack', 'blue', 'pencil']),
    paper: random.pick(['white', 'scan', 'cream', 'grey', 'squared']),
    targetWidth,
  };
}
