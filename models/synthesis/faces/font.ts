import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font, type PathCommand } from 'fontkit';
import { boundsOf, strokeWidth, type Contour, type Outline, type Point } from '../outline';

/** A glyph in em, its origin on the baseline, y down. */
export interface Glyph {
  outline: Outline;
  advance: number;
}

/** A font file of an npm package, e.g. `@fontsource/caveat/files/caveat-latin-400-normal.woff2`. */
export interface FontFile {
  /** The glyph of a character, or undefined where the font has none. */
  glyph(character: string): Glyph | undefined;
}

const resolver = createRequire(import.meta.url);
const opened = new Map<string, FontFile>();

/** Opens a font once; parsed glyphs are kept, since the same few are drawn over and over. */
export function openFont(specifier: string): FontFile {
  const known = opened.get(specifier);
  if (known !== undefined) return known;
  const font = create(readFileSync(resolver.resolve(specifier)));
  if (!('glyphForCodePoint' in font)) throw new Error(`${specifier} is a collection of fonts, not one font`);
  const glyphs = new Map<string, Glyph | undefined>();
  const file: FontFile = {
    glyph(character) {
      if (!glyphs.has(character)) glyphs.set(character, readGlyph(font, character));
      return glyphs.get(character);
    },
  };
  opened.set(specifier, file);
  return file;
}

function readGlyph(font: Font, character: string): Glyph | undefined {
  const codePoint = character.codePointAt(0);
  if (codePoint === undefined || !font.hasGlyphForCodePoint(codePoint)) return undefined;
  const glyph = font.glyphForCodePoint(codePoint);
  const contours = flattened(glyph.path.commands, 1 / font.unitsPerEm);
  return contours.length === 0
    ? undefined
    : { outline: [contours], advance: glyph.advanceWidth / font.unitsPerEm };
}

/** Longest straight piece in em: short enough for a warp to bend what was straight. */
const STEP = 0.05;

/** Path commands (y up, font units) as polygons (y down, em). */
function flattened(commands: readonly PathCommand[], unit: number): Contour[] {
  const contours: Contour[] = [];
  let contour: Contour = [];
  let pen: Point = { x: 0, y: 0 };
  const curve = (controls: Point[]): void => {
    const points = [pen, ...controls];
    const length = points.reduce((sum, point, index) => sum + distance(points[index - 1] ?? point, point), 0);
    // Straight lines need no finer steps than the warp; curves are kept within a thousandth of an em.
    const steps = Math.max(controls.length > 1 ? 6 : 1, Math.ceil(length / STEP));
    for (let step = 1; step <= steps; step += 1) contour.push(bezier(points, step / steps));
    pen = points[points.length - 1] ?? pen;
  };
  for (const { command, args } of commands) {
    const points: Point[] = [];
    for (let index = 0; index + 1 < args.length; index += 2) {
      points.push({ x: (args[index] ?? 0) * unit, y: -(args[index + 1] ?? 0) * unit });
    }
    if (command === 'moveTo') {
      contour = [];
      contours.push(contour);
      pen = points[0] ?? pen;
      contour.push(pen);
    } else if (command === 'closePath') {
      const start = contour[0];
      if (start !== undefined && distance(pen, start) > STEP / 100) curve([start]);
    } else curve(points);
  }
  return contours.map(withoutRepeats).filter((points) => points.length > 2);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** De Casteljau's algorithm, for any degree. */
function bezier(points: readonly Point[], t: number): Point {
  let level = [...points];
  while (level.length > 1) {
    level = level.slice(1).map((point, index) => {
      const before = level[index] ?? point;
      return { x: before.x + (point.x - before.x) * t, y: before.y + (point.y - before.y) * t };
    });
  }
  return level[0] ?? { x: 0, y: 0 };
}

/** Equal neighbours have no direction between them, which thickening needs. */
function withoutRepeats(contour: Contour): Contour {
  return contour.filter((point, index) => {
    const before = contour[(index + contour.length - 1) % contour.length] ?? point;
    return contour.length === 1 || distance(before, point) > 1e-6;
  });
}

/** What a font's letters measure, in em. */
export interface Measures {
  xHeight: number;
  capHeight: number;
  stroke: number;
}

const measured = new WeakMap<FontFile, Measures>();

/** Measured on the ink, because the tables of handwriting fonts are often wrong. */
export function measure(font: FontFile): Measures {
  const known = measured.get(font);
  if (known !== undefined) return known;
  const height = (characters: string): number =>
    mean([...characters].map((c) => -boundsOf(inkOf(font, c)).top));
  const result = {
    xHeight: height('xzue'),
    capHeight: height('HETX'),
    stroke: mean([...'nohuLT'].map((c) => strokeWidth(inkOf(font, c)))),
  };
  measured.set(font, result);
  return result;
}

function inkOf(font: FontFile, character: string): Outline {
  const glyph = font.glyph(character);
  if (glyph === undefined) throw new Error(`The font lacks the letter ${character}`);
  return glyph.outline;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
