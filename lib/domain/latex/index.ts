export { canonicalForScoring, canonicalLatex } from './canonical';
export { compareLatexWithTree } from './compare';
export { tokenize } from './tokenize';
export { LIMIT_OPERATORS, SCRIPT_OPERATORS, SYNONYMS } from './vocabulary';
export { latexFromAnnotation, writeTokens, WRITING_RULES } from './write';
