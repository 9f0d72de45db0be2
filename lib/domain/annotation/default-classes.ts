/**
 * The 101 symbol classes of the CROHME competitions, as LaTeX tokens: what a project starts with that
 * does not say otherwise. `-` is minus and fraction bar.
 */
export const DEFAULT_CLASSES: readonly string[] = [
  ...'0123456789',
  ...'abcdefghijklmnopqrstuvwxyz',
  ...'ABCEFGHILMNPRSTVXY',
  ...'!()+,-./=[]|',
  ...(
    '\\{ \\} \\lt \\gt \\prime \\times \\div \\pm \\leq \\geq \\neq \\in \\exists \\forall \\rightarrow \\infty \\ldots ' +
    '\\int \\sum \\sin \\cos \\tan \\log \\lim \\sqrt \\alpha \\beta \\gamma \\theta \\lambda \\mu \\pi \\sigma \\phi \\Delta'
  ).split(' '),
];
