import { boundsOf, moved, type Outline } from '../outline';
import type { Glyph } from '../faces/font';
import type { SymbolNode } from '../latex/nodes';
import { isBigOperator, symbolDefinition } from '../latex/symbols';
import type { LayoutBox } from './box';
import { boxOf, drawn, type LayoutContext } from './context';
import { isDisplay, type MathStyle } from './style';

/** Heights in em of large operators in display style and elsewhere. */
const OPERATOR_HEIGHT: Record<string, { display: number; text: number }> = {
  '\\sum': { display: 1.4, text: 1 },
  '\\prod': { display: 1.4, text: 1 },
  '\\int': { display: 2.1, text: 1.1 },
};

export function layoutSymbol(node: SymbolNode, style: MathStyle, context: LayoutContext): LayoutBox {
  const definition = symbolDefinition(node.class);
  if (definition === undefined) throw new Error(`${node.class} is not in the table of symbols`);
  const { outline, advance } = glyphOf(node.class, definition.text, style, context);
  return boxOf(drawn(node.class, outline, style), advance, style);
}

function glyphOf(name: string, text: string, style: MathStyle, { face, random }: LayoutContext): Glyph {
  if (name === '\\prime') return prime(face.write(text, 'formula', random), face.xHeight);
  if (isBigOperator(name)) {
    const heights = OPERATOR_HEIGHT[name] ?? { display: 1.4, text: 1 };
    const height = isDisplay(style) ? heights.display : heights.text;
    const glyph = face.writeTall(text, height, random, true);
    return { ...glyph, outline: centred(glyph.outline, face.axisHeight) };
  }
  const characters = [...text];
  if (characters.length === 1) return face.write(text, 'formula', random);
  // A word such as \sin is one symbol of several letters.
  const outline: Outline = [];
  let advance = 0;
  for (const character of characters) {
    const letter = face.write(character, 'word', random);
    outline.push(...moved(letter.outline, advance, 0));
    advance += letter.advance;
  }
  return { outline, advance };
}

/** Moves an outline so that its middle lies on the axis. */
export function centred(outline: Outline, axisHeight: number): Outline {
  const { top, bottom } = boundsOf(outline);
  return moved(outline, 0, -axisHeight - (top + bottom) / 2);
}

/** Some fonts have the prime raised already: as a superscript it would be raised twice. */
function prime(glyph: Glyph, xHeight: number): Glyph {
  const { left, right, bottom, top } = boundsOf(glyph.outline);
  const wanted = -0.05;
  const outline = moved(glyph.outline, 0.06 - left, bottom < -xHeight / 4 ? wanted - bottom : 0);
  return { outline, advance: 0.12 + (right - left) + (bottom - top) * 0.02 };
}
