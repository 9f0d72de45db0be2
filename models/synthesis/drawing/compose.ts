import { union, type Box } from '@/lib/domain/geometry/box';
import type { Relation } from '@/lib/domain/annotation/schema';
import { faceDefinition } from '../faces/catalogue';
import { Face } from '../faces/face';
import { parseLatex } from '../latex/parse';
import type { DrawnSymbol, Placed } from '../layout/box';
import { layoutFormula } from '../layout/lines';
import { boundsOf, mapPoints, type Outline, type Point } from '../outline';
import { seededRandom, type Random } from '../random';
import type { DrawingStyle } from './style';

/** A symbol where it stands in the picture; pixels, y down. */
export interface ComposedSymbol {
  class: string;
  outline: Outline;
  box: Box;
  /** Index of the line it stands in. */
  line: number;
  /** Index of the parent among the symbols of the composition; null at the root of a line. */
  parent: number | null;
  relation: Relation | null;
}

/** A formula ready to be painted. */
export interface Composition {
  latex: string;
  width: number;
  height: number;
  lines: number;
  symbols: ComposedSymbol[];
}

/**
 * Shortest side of a box in pixels. A fraction bar or a dot is thinner than anybody can drag; imported
 * ink has the same minimum, so that both kinds of data mean the same by a box.
 */
export const LEAST_BOX_SIDE = 9;

/** Smallest and largest letters, as pixels per em. */
const LEAST_EM = 40;
const LARGEST_EM = 92;
/** Empty paper around the ink, in pixels. */
const MARGIN: readonly [number, number] = [18, 44];

/** Lays a formula out and says where the ink of each symbol lies, without painting anything. */
export function composeFormula(latex: string, style: DrawingStyle, seed: string): Composition {
  const random = seededRandom(seed);
  const face = new Face(faceDefinition(style.face), style.extraStroke, style.hand);
  const lines = layoutFormula(parseLatex(latex), face, random.fork('glyphs'));
  const margin = Math.round(random.range(...MARGIN));

  const pieces = lines.flatMap((line, index) => line.placed.map((placed) => ({ ...placed, line: index })));
  const inEm = pieces.map((piece) => ({ ...piece, outline: onPaper(piece, style, random.fork('paper')) }));
  const em = pixelsPerEm(
    inEm.map((piece) => piece.outline),
    style,
    margin,
  );
  const ink = boundsOf(inEm.flatMap((piece) => piece.outline));
  const toPixels = ({ x, y }: Point): Point => ({
    x: (x - ink.left) * em + margin,
    y: (y - ink.top) * em + margin,
  });

  const indexOf = new Map<DrawnSymbol, number>(inEm.map((piece, index) => [piece.symbol, index]));
  const symbols = inEm.map(({ symbol, outline, line }): ComposedSymbol => {
    const placed = mapPoints(outline, toPixels);
    return {
      class: symbol.class,
      outline: placed,
      box: boxAround(placed),
      line,
      parent: symbol.parent === null ? null : (indexOf.get(symbol.parent) ?? null),
      relation: symbol.relation,
    };
  });
  const extent = union(symbols.map((symbol) => symbol.box));
  if (extent === undefined) throw new Error('A formula without symbols was laid out');
  return {
    latex,
    width: Math.ceil(extent.x + extent.width + margin),
    height: Math.ceil(extent.y + extent.height + margin),
    lines: lines.length,
    symbols,
  };
}

/** A piece's ink in em of the page: slanted, on a wandering and climbing baseline. */
function onPaper(piece: Placed, style: DrawingStyle, random: Random): Outline {
  const wave = random.range(0, 2 * Math.PI);
  const length = random.range(3, 6);
  const cosine = Math.cos(style.rotation);
  const sine = Math.sin(style.rotation);
  return mapPoints(piece.symbol.outline, (point) => {
    const y =
      piece.y + point.y + style.baselineDrift * Math.sin((2 * Math.PI * (piece.x + point.x)) / length + wave);
    const x = piece.x + point.x - style.slant * y;
    return { x: cosine * x - sine * y, y: sine * x + cosine * y };
  });
}

function pixelsPerEm(outlines: Outline[], style: DrawingStyle, margin: number): number {
  const { left, right } = boundsOf(outlines.flat());
  const wanted = (style.targetWidth - 2 * margin) / (right - left);
  return Math.min(LARGEST_EM, Math.max(LEAST_EM, wanted));
}

function boxAround(outline: Outline): Box {
  const { left, top, right, bottom } = boundsOf(outline);
  const width = Math.max(LEAST_BOX_SIDE, right - left);
  const height = Math.max(LEAST_BOX_SIDE, bottom - top);
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}
