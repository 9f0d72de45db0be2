export { canonicalForScoring, canonicalLatex, type CanonicalLatex } from './canonical';
export { compareLatexWithTree, longestCommonSubsequence, type LatexComparison } from './compare';
export { tokenize, type SourceToken } from './tokenize';
export { LIMIT_OPERATORS, SCRIPT_OPERATORS, SYNONYMS } from './vocabulary';
export { latexFromAnnotation, writeLatex, writeTokens, type WrittenToken } from './write';
