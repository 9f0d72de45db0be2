import type { Random } from '../random';
import { boundsOf, emboldened, mapPoints, scaled, type Outline } from '../outline';
import { measure, type FontFile, type Glyph } from './font';
import { penStroke } from './pen';
import { rewritten, smoothWarp, type Unsteadiness } from './warp';

/** Letters are slanted in formulas and upright in words such as \sin. */
export type GlyphRole = 'formula' | 'word';

/** Where a face takes glyphs from; the first source that has the character is used. */
export interface GlyphSource {
  font: FontFile;
  /** The character to look up instead, or undefined when this source is not to be asked. */
  translate(character: string, role: GlyphRole): string | undefined;
  /** Borrowed glyphs take the face's size and stroke; a borrowed printed one is warped as well. */
  borrowed: 'no' | 'same-hand' | 'warped';
  /** The letters that this source's size is measured on, where the font itself has none. */
  measuredOn?: FontFile;
}

/** Discrete sizes of a stretchy symbol, smallest first, as in TeX's extension font. */
export interface SizedFont {
  font: FontFile;
  characters: ReadonlySet<string>;
}

export interface FaceDefinition {
  name: string;
  kind: 'handwritten' | 'printed';
  sources: readonly [GlyphSource, ...GlyphSource[]];
  sizes: readonly SizedFont[];
  /** Height in em of the small letters that the face is scaled to; the capitals follow. */
  xHeight: number;
}

/** Where the face's capitals end on average: letters of Computer Modern, in em. */
const CAP_TO_X = 0.683 / 0.431;

/** A face as one writer, or one printer, uses it. Lengths in em. */
export class Face {
  readonly name: string;
  readonly kind: 'handwritten' | 'printed';
  readonly xHeight: number;
  /** Width of the strokes. */
  readonly stroke: number;
  /** Height above the baseline of the line on which fractions and operators are centred. */
  readonly axisHeight: number;

  constructor(
    private readonly definition: FaceDefinition,
    /** Added to every stroke, in em: a thicker or thinner pen. */
    private readonly extraStroke: number,
    private readonly hand: Unsteadiness | null,
  ) {
    this.name = definition.name;
    this.kind = definition.kind;
    this.xHeight = definition.xHeight;
    const own = definition.sources[0].font;
    this.stroke = measure(own).stroke * this.scaleOf(own) + extraStroke;
    const plus = boundsOf(this.glyph('+', 'formula').outline);
    this.axisHeight = Math.min(0.32, Math.max(0.2, -(plus.top + plus.bottom) / 2));
  }

  /** The glyph as the font has it, in the face's size and stroke. */
  glyph(character: string, role: GlyphRole): Glyph {
    const found = this.find(character, role);
    if (found === undefined) {
      if (character === '≠') return this.struckOut('=');
      throw new Error(`The face ${this.name} has no glyph for ${character}`);
    }
    const { glyph, source } = found;
    const sizedLike = source.measuredOn ?? source.font;
    const scale = this.scaleOf(sizedLike);
    const change =
      source.borrowed === 'no' ? this.extraStroke : this.stroke - measure(sizedLike).stroke * scale;
    return {
      outline: emboldened(scaled(glyph.outline, scale), change),
      advance: glyph.advance * scale + change / 2,
    };
  }

  private find(character: string, role: GlyphRole): { glyph: Glyph; source: GlyphSource } | undefined {
    for (const source of this.definition.sources) {
      const translated = source.translate(character, role);
      const glyph = translated === undefined ? undefined : source.font.glyph(translated);
      if (glyph !== undefined) return { glyph, source };
    }
    return undefined;
  }

  /** Faces without ≠ strike the equals sign out, as TeX does. */
  private struckOut(character: string): Glyph {
    const base = this.glyph(character, 'formula');
    const { left, right } = boundsOf(base.outline);
    const lean = (right - left) * 0.22;
    const middle = { x: (left + right) / 2, y: -this.axisHeight };
    const half = (right - left) * 0.5;
    const slash = penStroke([
      { x: middle.x - lean, y: middle.y + half, width: this.stroke * 0.8 },
      { x: middle.x + lean, y: middle.y - half, width: this.stroke * 0.8 },
    ]);
    return { ...base, outline: [...base.outline, ...slash] };
  }

  /** The glyph written once: with a hand, no two are equal. */
  write(character: string, role: GlyphRole, random: Random): Glyph {
    const glyph = this.glyph(character, role);
    const warped = this.find(character, role)?.source.borrowed === 'warped';
    return { ...glyph, outline: this.unsteady(glyph.outline, random, warped) };
  }

  /**
   * A glyph at least `height` em tall, for brackets and large operators: the next discrete size where
   * the face has one, else the glyph stretched.
   */
  writeTall(character: string, height: number, random: Random, keepShape: boolean): Glyph {
    const natural = this.glyph(character, 'formula');
    if (heightOf(natural.outline) >= height * 0.94) return this.write(character, 'formula', random);
    let best = natural;
    for (const size of this.definition.sizes) {
      if (!size.characters.has(character)) continue;
      const glyph = size.font.glyph(character);
      if (glyph === undefined) continue;
      best = { ...glyph, outline: emboldened(glyph.outline, this.extraStroke) };
      if (heightOf(best.outline) >= height * 0.94) return best;
    }
    const factor = height / heightOf(best.outline);
    if (keepShape) {
      // Enlarged strokes would be too thick beside the others.
      const outline = emboldened(scaled(best.outline, factor), this.stroke * (1 - factor) * 0.8);
      return { outline: this.unsteady(outline, random, true), advance: best.advance * factor };
    }
    return { outline: this.unsteady(stretched(best.outline, factor), random, false), advance: best.advance };
  }

  /** Bends what the layout has drawn itself, if the face is written by hand; its length stays. */
  bent(outline: Outline, random: Random): Outline {
    return this.hand === null ? outline : mapPoints(outline, smoothWarp(random, this.hand.warp, 1.4));
  }

  private unsteady(outline: Outline, random: Random, warped: boolean): Outline {
    if (this.hand === null) return outline;
    const bent = warped ? mapPoints(outline, smoothWarp(random, this.hand.warp * 2.2, 0.9)) : outline;
    return rewritten(bent, random, this.hand);
  }

  get isHandwritten(): boolean {
    return this.hand !== null;
  }

  private scaleOf(font: FontFile): number {
    const { xHeight, capHeight } = measure(font);
    return (this.xHeight / xHeight + (this.xHeight * CAP_TO_X) / capHeight) / 2;
  }
}

function heightOf(outline: Outline): number {
  const { top, bottom } = boundsOf(outline);
  return bottom - top;
}

/**
 * Stretches upwards and downwards from the middle; the outer fifths move without being stretched, so
 * that the feet of a bracket keep their thickness.
 */
function stretched(outline: Outline, factor: number): Outline {
  const { top, bottom } = boundsOf(outline);
  const middle = (top + bottom) / 2;
  const half = (bottom - top) / 2;
  const rigid = half * 0.12;
  const extra = half * (factor - 1);
  return mapPoints(outline, ({ x, y }) => {
    const distance = Math.abs(y - middle);
    const share = Math.min(1, distance / (half - rigid));
    return { x, y: y + Math.sign(y - middle) * extra * share };
  });
}
