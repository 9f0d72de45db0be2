import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { AlignerExplanation, PlaceOption } from '@/lib/domain/explanation';
import type { Card } from '../card';
import { decide } from '../decided';
import { classDistribution } from '../distribution';
import { cardNumber, outputOf, type PlacedSymbol, type StageContext } from '../stage';
import type { Tensors } from '../tensor';
import { RELATION_COUNT } from './contract';
import { isRejected, keptScores, relationsOf, revisedClasses } from './interpret';

/** So many places of a symbol are worth looking at. */
const PLACES_SHOWN = 6;

const share = (log: number) => Math.min(1, Math.exp(log));
const likelihood = ({ parentProbability, relationProbability }: PlaceOption) =>
  parentProbability * relationProbability;

/** The likeliest places of the kept symbols, and where each was put. */
function placeOptions(
  scores: ReturnType<typeof keptScores>,
  ids: readonly SymbolId[],
  relations: ReturnType<typeof relationsOf>,
  placed: readonly PlacedSymbol[],
): PlaceOption[][] {
  const { n, parent, relation } = scores;
  return placed.map((place, child) => {
    const row = child * (n + 1);
    const root: PlaceOption = {
      parent: null,
      relation: null,
      parentProbability: share(parent[row]!),
      relationProbability: 1,
      chosen: place.parent < 0,
    };
    const others = ids.flatMap((id, head) =>
      head === child
        ? []
        : relations.map((name, r): PlaceOption => ({
            parent: id,
            relation: name,
            parentProbability: share(parent[row + head + 1]!),
            relationProbability: share(relation[(child * n + head) * RELATION_COUNT + r]!),
            chosen: place.parent === head && place.relation === name,
          })),
    );
    const sorted = [root, ...others].sort((a, b) => likelihood(b) - likelihood(a));
    return sorted.filter(({ chosen }, rank) => chosen || rank < PLACES_SHOWN);
  });
}

/** Classes in context, what was rejected, and which places each symbol could have taken. */
export function explain(tensors: Tensors | null, context: StageContext, card: Card): AlignerExplanation {
  const { proposals } = outputOf(context, 'detector');
  const { kept, classes, columns, places } = outputOf(context, 'aligner');
  const placeTemperature = cardNumber(card.calibration, 'placeTemperature', 1);
  const said = {
    temperature: cardNumber(card.calibration, 'temperature', 1),
    placeTemperature,
    reject: card.thresholds.reject ?? null,
  };
  if (!tensors) return { ...said, symbols: [], lines: [] };
  const revised = revisedClasses(tensors, context, card);
  const ids = kept.map((n) => proposals[n]!.id);
  const scores = keptScores(tensors, proposals.length, kept, placeTemperature);
  const options = placeOptions(scores, ids, relationsOf(card), places);
  const decided = decide(context);
  return {
    ...said,
    symbols: proposals.map(({ id, box, source }, n) => {
      const k = kept.indexOf(n);
      const fate = k < 0 ? 'rejected' : isRejected(revised, n, columns, card) ? 'kept_for_a_pin' : 'kept';
      return {
        symbol: id,
        box: source?.box ?? context.frame.mapping.boxToImage(box),
        inContext: classDistribution(revised, n, classes),
        fate,
        places: options[k] ?? [],
      };
    }),
    lines: decided.lines.map((line) => ({
      line,
      symbols: decided.symbols.filter(({ place }) => place?.line === line).map(({ id }) => id),
    })),
  };
}
