import type { Outcome } from '@/lib/domain/evaluations';
import type { Box } from '@/lib/domain/geometry/box';
import { matchBoxes, type ScoredFormula } from '@/lib/domain/metrics';

/** A box on the image, and how what was said about it compares with the truth. */
export interface Mark {
  box: Box;
  state: 'right' | 'wrong' | 'missed' | 'extra';
}

/** A symbol about which something wrong was said: what it is, what was said; null where there is nothing. */
export interface Slip {
  kind: 'class' | 'place';
  symbol: string;
  gold: string | null;
  said: string | null;
}

/** What one side said about a formula, as far as one outcome is about it. */
export interface Saying {
  marks: Mark[];
  slips: Slip[];
  /** LaTeX to show beside the truth; null for outcomes that are not about LaTeX. */
  latex: { said: string; gold: string } | null;
}

const MIN_IOU = 0.5;
const joined = (tokens: readonly string[]) => tokens.join(' ');

/** Boxes that were found, missed, or are too many. */
function boxMarks(said: readonly Box[], gold: readonly Box[]): Mark[] {
  const { pairs, unmatchedPredicted, unmatchedGold } = matchBoxes(said, gold, MIN_IOU);
  return [
    ...pairs.map(([p]): Mark => ({ box: said[p]!, state: 'right' })),
    ...unmatchedPredicted.map((p): Mark => ({ box: said[p]!, state: 'extra' })),
    ...unmatchedGold.map((g): Mark => ({ box: gold[g]!, state: 'missed' })),
  ];
}

type Place = { parent: string | null; relation: string | null };

/** A place in words of the formula: its relation and the class of the parent. */
const placeText = (place: Place | undefined, classOf: ReadonlyMap<string, string>) =>
  place?.relation && place.parent !== null ? `${place.relation} ${classOf.get(place.parent) ?? '?'}` : null;

function recognizerSaying({ gold, onGold }: ScoredFormula): Saying {
  const said = (n: number) => onGold.ranking[n]?.[0] ?? null;
  return {
    marks: gold.symbols.map((symbol, n) => ({
      box: symbol.box,
      state: said(n) === symbol.class ? 'right' : 'wrong',
    })),
    slips: gold.symbols.flatMap((symbol, n): Slip[] =>
      said(n) === symbol.class
        ? []
        : [{ kind: 'class', symbol: symbol.class, gold: symbol.class, said: said(n) }],
    ),
    latex: null,
  };
}

function alignerSaying({ gold, onGold }: ScoredFormula): Saying {
  const places = new Map(onGold.places.map((place) => [place.id, place]));
  const classOf = new Map(gold.symbols.map((symbol) => [symbol.id, symbol.class]));
  const isRight = (symbol: (typeof gold.symbols)[number]) => {
    const place = places.get(symbol.id);
    return place !== undefined && place.parent === symbol.parent && place.relation === symbol.relation;
  };
  return {
    marks: gold.symbols.map((symbol) => ({ box: symbol.box, state: isRight(symbol) ? 'right' : 'wrong' })),
    slips: gold.symbols
      .filter((symbol) => !isRight(symbol))
      .map((symbol) => ({
        kind: 'place',
        symbol: symbol.class,
        gold: placeText(symbol, classOf),
        said: placeText(places.get(symbol.id), classOf),
      })),
    latex: null,
  };
}

/** The whole pipeline: boxes as they were predicted, and on those that were found the class. */
function pipelineSaying({ gold, predicted }: ScoredFormula): Saying {
  const boxes = (symbols: readonly { box: Box }[]) => symbols.map(({ box }) => box);
  const { pairs, unmatchedPredicted, unmatchedGold } = matchBoxes(
    boxes(predicted.symbols),
    boxes(gold.symbols),
    MIN_IOU,
  );
  const found = pairs.map(([p, g]) => ({ said: predicted.symbols[p]!, truth: gold.symbols[g]! }));
  return {
    marks: [
      ...found.map(({ said, truth }): Mark => ({
        box: said.box,
        state: said.class === truth.class ? 'right' : 'wrong',
      })),
      ...unmatchedPredicted.map((p): Mark => ({ box: predicted.symbols[p]!.box, state: 'extra' })),
      ...unmatchedGold.map((g): Mark => ({ box: gold.symbols[g]!.box, state: 'missed' })),
    ],
    slips: found
      .filter(({ said, truth }) => said.class !== truth.class)
      .map(({ said, truth }) => ({
        kind: 'class',
        symbol: truth.class,
        gold: truth.class,
        said: said.class,
      })),
    latex: { said: joined(predicted.latex), gold: joined(gold.latex) },
  };
}

/** What `formula` said, seen from one outcome: the stages on gold input, or the pipeline as a whole. */
export function sayingOf(outcome: Outcome, formula: ScoredFormula): Saying {
  const { gold } = formula;
  switch (outcome) {
    case 'detector':
      return {
        marks: boxMarks(
          formula.detected,
          gold.symbols.map(({ box }) => box),
        ),
        slips: [],
        latex: null,
      };
    case 'recognizer':
      return recognizerSaying(formula);
    case 'aligner':
      return alignerSaying(formula);
    case 'converter':
      return { marks: [], slips: [], latex: { said: joined(gold.written), gold: joined(gold.latex) } };
    case 'endToEnd':
    case 'zeroTouch':
      return pipelineSaying(formula);
  }
}
