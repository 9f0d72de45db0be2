import { typedLatex } from './edit-distance';
import type { Corrections } from './corrections';
import type { ScoredFormula } from './types';

/**
 * Keystroke-level model (Card, Moran and Newell, The Psychology of Human-Computer Interaction, 1983):
 * seconds for a key, pointing, a press or release of a button, and thinking.
 */
export const K = 0.28;
export const P = 1.1;
export const B = 0.1;
export const M = 1.35;

const ADD = 2 * P + 2 * B + M + K;
const REMOVE = P + 2 * B + K;
const RELABEL = P + 2 * B + M + K;
const RELATE = P + 2 * B + M + 2 * K;
const LATEX = P + 2 * B + M;

/** Looking a formula over, M per ten symbols, and accepting all of it with one key. */
function lookOver(symbols: number): number {
  return M * Math.max(1, Math.ceil(symbols / 10)) + K;
}

/** Seconds to correct a prediction; `symbols` is how many the formula has. */
export function secondsToCorrect(corrections: Corrections, symbols: number): number {
  const { add, remove, relabel, relate, latex, typed } = corrections;
  return (
    lookOver(symbols) +
    add * ADD +
    remove * REMOVE +
    relabel * RELABEL +
    relate * RELATE +
    latex * LATEX +
    typed * K
  );
}

/** Seconds to enter every box, class, relation and character by hand, in the same editor. */
export function secondsFromScratch({ symbols, latex }: ScoredFormula['gold']): number {
  const relations = symbols.filter(({ parent }) => parent !== null).length;
  return (
    lookOver(symbols.length) +
    symbols.length * ADD +
    relations * RELATE +
    LATEX +
    typedLatex(latex).length * K
  );
}
