/** TeX's four sizes of formulas (TeXbook, chapter 17). `cramped` lowers superscripts. */
export interface MathStyle {
  level: 'display' | 'text' | 'script' | 'scriptscript';
  cramped: boolean;
}

export const DISPLAY: MathStyle = { level: 'display', cramped: false };

const SCALES = { display: 1, text: 1, script: 0.7, scriptscript: 0.54 } as const;

/** Size of a style relative to the base size. */
export function scaleOf(style: MathStyle): number {
  return SCALES[style.level];
}

export function superscript({ level, cramped }: MathStyle): MathStyle {
  return { level: level === 'display' || level === 'text' ? 'script' : 'scriptscript', cramped };
}

export function subscript(style: MathStyle): MathStyle {
  return { ...superscript(style), cramped: true };
}

const SMALLER = {
  display: 'text',
  text: 'script',
  script: 'scriptscript',
  scriptscript: 'scriptscript',
} as const;

export function numerator({ level, cramped }: MathStyle): MathStyle {
  return { level: SMALLER[level], cramped };
}

export function denominator(style: MathStyle): MathStyle {
  return { ...numerator(style), cramped: true };
}

export function cramped(style: MathStyle): MathStyle {
  return { ...style, cramped: true };
}

export function isDisplay(style: MathStyle): boolean {
  return style.level === 'display';
}

export function isScript(style: MathStyle): boolean {
  return style.level === 'script' || style.level === 'scriptscript';
}

/**
 * Font dimensions of Computer Modern in em of the current size (TeXbook, appendix G, sigma of
 * family 2 and xi of family 3).
 */
export const DIMENSIONS = {
  numeratorShiftDisplay: 0.677,
  numeratorShift: 0.394,
  denominatorShiftDisplay: 0.686,
  denominatorShift: 0.345,
  superShiftDisplay: 0.413,
  superShift: 0.363,
  superShiftCramped: 0.289,
  subShift: 0.15,
  subShiftWithSuper: 0.247,
  superDrop: 0.386,
  subDrop: 0.05,
  limitGapAbove: 0.111,
  limitGapBelow: 0.167,
  limitRiseAbove: 0.2,
  limitDropBelow: 0.6,
  limitPadding: 0.1,
  ruleThickness: 0.04,
  nullDelimiter: 0.12,
  scriptSpace: 0.05,
} as const;
