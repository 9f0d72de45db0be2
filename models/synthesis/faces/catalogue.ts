import { openFont } from './font';
import type { FaceDefinition, GlyphRole, GlyphSource, SizedFont } from './face';

/** Every face that formulas can be drawn with. */
export const HANDWRITTEN_FACES = [
  'caveat',
  'kalam',
  'indie-flower',
  'architects-daughter',
  'reenie-beanie',
  'mynerve',
] as const;
export const PRINTED_FACES = ['computer-modern', 'stix', 'noto-sans'] as const;
export type FaceName = (typeof HANDWRITTEN_FACES)[number] | (typeof PRINTED_FACES)[number];

const fontsource = (family: string, subset: string, weight = 400, style = 'normal'): string =>
  `@fontsource/${family}/files/${family}-${subset}-${weight}-${style}.woff2`;
const katexFont = (name: string): string => `katex/dist/fonts/KaTeX_${name}.woff2`;

const LETTER = /^[A-Za-z]$/;
const GREEK_CAPITAL = /^[Α-Ω]$/u;
const GREEK = /^[\u0370-\u03ff]$/u;

const any = (character: string): string => character;

function source(font: string, translate: GlyphSource['translate'] = any): GlyphSource {
  return { font: openFont(font), translate, borrowed: 'no' };
}

/** TeX's large operators, brackets and radicals come in these sizes. */
function sizes(): SizedFont[] {
  const characters = new Set('()[]{}|√∑∏∫/');
  return ['Size1-Regular', 'Size2-Regular', 'Size3-Regular', 'Size4-Regular'].map((name) => ({
    font: openFont(katexFont(name)),
    characters,
  }));
}

/**
 * The only handwriting face with Greek letters lends them to the others. It draws \phi as U+03C6; its
 * alpha cannot be told from a Latin a.
 */
function mynerveGreek(character: string): string | undefined {
  if (character === 'α') return undefined;
  return character === 'ϕ' ? 'φ' : character;
}

/** The outlines of mathematical symbols that no handwriting face has. */
function mathematicalLoan(): GlyphSource {
  return { ...source(fontsource('noto-sans-math', 'latin')), borrowed: 'warped' };
}

/** An alpha with the crossing of a written one, as Computer Modern has it. */
function alphaLoan(): GlyphSource {
  return {
    font: openFont(katexFont('Math-Italic')),
    translate: (character) => (character === 'α' ? character : undefined),
    borrowed: 'warped',
    measuredOn: openFont(katexFont('Main-Regular')),
  };
}

function handwritten(name: string, xHeight: number, weight = 400): FaceDefinition {
  const latin = openFont(fontsource('mynerve', 'latin'));
  const greek: GlyphSource = {
    font: openFont(fontsource('mynerve', 'greek')),
    translate: mynerveGreek,
    borrowed: 'same-hand',
    measuredOn: latin,
  };
  const own = source(fontsource(name, 'latin', weight));
  return {
    name,
    kind: 'handwritten',
    xHeight,
    sources: [own, greek, alphaLoan(), mathematicalLoan()],
    sizes: [],
  };
}

function computerModern(): FaceDefinition {
  const italic = (character: string, role: GlyphRole): string | undefined =>
    role === 'formula' &&
    (LETTER.test(character) || (GREEK.test(character) && !GREEK_CAPITAL.test(character)))
      ? character
      : undefined;
  return {
    name: 'computer-modern',
    kind: 'printed',
    xHeight: 0.431,
    sources: [
      source(katexFont('Main-Regular'), (character, role) =>
        italic(character, role) === undefined ? character : undefined,
      ),
      { ...source(katexFont('Math-Italic'), italic), measuredOn: openFont(katexFont('Main-Regular')) },
      // Glyphs that exist in the large sizes only.
      { ...source(katexFont('Size1-Regular')), measuredOn: openFont(katexFont('Main-Regular')) },
    ],
    sizes: sizes(),
  };
}

function stix(): FaceDefinition {
  const latin = openFont(fontsource('stix-two-text', 'latin'));
  const family = 'stix-two-text';
  const letters = (character: string, role: GlyphRole): string | undefined =>
    role === 'formula' && LETTER.test(character) ? character : undefined;
  const upright = (character: string, role: GlyphRole): string | undefined =>
    letters(character, role) === undefined ? character : undefined;
  const greek = (pattern: (character: string) => boolean) => (character: string) =>
    GREEK.test(character) && pattern(character) ? character : undefined;
  const main = openFont(katexFont('Main-Regular'));
  return {
    name: 'stix',
    kind: 'printed',
    xHeight: 0.45,
    sources: [
      source(fontsource(family, 'latin'), upright),
      source(fontsource(family, 'latin', 400, 'italic'), letters),
      {
        ...source(
          fontsource(family, 'greek', 400, 'italic'),
          greek((c) => !GREEK_CAPITAL.test(c)),
        ),
        measuredOn: latin,
      },
      {
        ...source(
          fontsource(family, 'greek'),
          greek((c) => GREEK_CAPITAL.test(c)),
        ),
        measuredOn: latin,
      },
      source(katexFont('Main-Regular')),
      { ...source(katexFont('Size1-Regular')), measuredOn: main },
    ],
    sizes: sizes(),
  };
}

/** Letters of the block "Mathematical Alphanumeric Symbols", italic; `h` has its own old place. */
function mathematicalItalic(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (character === 'h') return 'ℎ';
  if (/^[a-z]$/.test(character)) return String.fromCodePoint(0x1d44e + code - 97);
  if (/^[A-Z]$/.test(character)) return String.fromCodePoint(0x1d434 + code - 65);
  if (/^[α-ω]$/u.test(character)) return String.fromCodePoint(0x1d6fc + code - 0x3b1);
  return character === 'ϕ' ? String.fromCodePoint(0x1d719) : undefined;
}

function notoSans(): FaceDefinition {
  const file = fontsource('noto-sans-math', 'latin');
  const italic = (character: string, role: GlyphRole) =>
    role === 'formula' ? mathematicalItalic(character) : undefined;
  return {
    name: 'noto-sans',
    kind: 'printed',
    xHeight: 0.48,
    sources: [source(file, italic), source(file)],
    sizes: [],
  };
}

const DEFINITIONS: Record<FaceName, () => FaceDefinition> = {
  caveat: () => handwritten('caveat', 0.42),
  kalam: () => handwritten('kalam', 0.45, 300),
  'indie-flower': () => handwritten('indie-flower', 0.42),
  'architects-daughter': () => handwritten('architects-daughter', 0.44),
  'reenie-beanie': () => handwritten('reenie-beanie', 0.44),
  mynerve: () => handwritten('mynerve', 0.42),
  'computer-modern': computerModern,
  stix,
  'noto-sans': notoSans,
};

const definitions = new Map<FaceName, FaceDefinition>();

export function faceDefinition(name: FaceName): FaceDefinition {
  const known = definitions.get(name) ?? DEFINITIONS[name]();
  definitions.set(name, known);
  return known;
}
