import fc from 'fast-check';
import { RELATIONS } from '@/lib/domain/annotation/schema';
import type { ScoredFormula, ScoredSymbol } from '@/lib/domain/metrics';
import { box } from './scored';

const name = fc.constantFrom('x', 'X', '2', '-', '+', '\\frac');
const share = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const relation = fc.constantFrom(...RELATIONS);

/** One to five symbols in a row, each hanging on one before it. */
const goldSymbols = fc
  .array(fc.record({ name, relation, parent: fc.nat() }), { minLength: 1, maxLength: 5 })
  .map((symbols) =>
    symbols.map((symbol, n): ScoredSymbol => ({
      id: `s${n}`,
      box: box(20 * n),
      class: symbol.name,
      parent: n === 0 ? null : `s${symbol.parent % n}`,
      relation: n === 0 ? null : symbol.relation,
    })),
  );

/** What somebody says about these symbols: mostly right, sometimes not. */
function answerTo(gold: ScoredFormula['gold']): fc.Arbitrary<ScoredFormula> {
  const seldom = fc.integer({ min: 0, max: 3 }).map((n) => n === 0);
  const symbols = gold.symbols.map((symbol) =>
    fc.record({
      missed: seldom,
      moved: fc.constantFrom(0, 0, 1, 2, 4),
      class: fc.oneof({ weight: 3, arbitrary: fc.constant(symbol.class) }, { weight: 1, arbitrary: name }),
      relation: symbol.relation
        ? fc.oneof({ weight: 3, arbitrary: fc.constant(symbol.relation) }, { weight: 1, arbitrary: relation })
        : fc.constant(null),
      ranking: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
      confidence: share,
    }),
  );
  return fc
    .record({ said: fc.tuple(...symbols), extra: seldom, latexRight: fc.boolean(), whole: share })
    .map(({ said, extra, latexRight, whole }): ScoredFormula => {
      const seen = gold.symbols.flatMap((symbol, n) => {
        const { missed, moved, class: spoken, relation: hangs, confidence } = said[n]!;
        return missed
          ? []
          : [{ ...symbol, box: box(20 * n + moved), class: spoken, relation: hangs, confidence }];
      });
      const boxes = [...seen.map((symbol) => symbol.box), ...(extra ? [box(200)] : [])];
      return {
        gold,
        detected: boxes,
        detectedScores: boxes.map((_, n) => said[n % said.length]!.confidence),
        predicted: {
          symbols: seen.map((symbol) => ({
            ...symbol,
            parent: seen.some(({ id }) => id === symbol.parent) ? symbol.parent : null,
          })),
          latex: latexRight ? gold.latex : seen.map((symbol) => symbol.class),
        },
        formulaConfidence: whole,
        onGold: {
          ranking: said.map(({ ranking }) => ranking),
          confidence: said.map(({ confidence }) => confidence),
          contextClass: said.map((one) => one.class),
          contextConfidence: said.map(({ confidence }) => 1 - confidence),
          places: gold.symbols.map((symbol, n) => ({ ...symbol, relation: said[n]!.relation })),
        },
      };
    });
}

/** A formula and what two candidates say about it. */
const answeredFormula = fc
  .record({ symbols: goldSymbols, written: fc.boolean() })
  .map(({ symbols, written }): ScoredFormula['gold'] => {
    const latex = symbols.map((symbol) => symbol.class);
    return { symbols, latex, written: written ? latex : [...latex, '!'] };
  })
  .chain((gold) => fc.tuple(answerTo(gold), answerTo(gold)));

/** Up to six formulas as a and as b answer them. */
export const twoCandidates = fc
  .array(answeredFormula, { minLength: 1, maxLength: 6 })
  .map((pairs) => ({ a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) }));
