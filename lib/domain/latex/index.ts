export { canonicalForScoring, canonicalLatex } from './canonical';
export { compareLatexWithTree } from './compare';
export {
  correspond,
  type Correspondence,
  type Disagreement,
  type LabelToken,
  type Standing,
} from './correspond';
export { sourceLines } from './lines';
export { markedSource } from './marked';
export type { Span } from './parse';
export { stripDelimiters, tokenize } from './tokenize';
export { LIMIT_OPERATORS, SCRIPT_OPERATORS, SYNONYMS } from './vocabulary';
export { latexFromAnnotation, writeTokens, WRITING_RULES } from './write';
