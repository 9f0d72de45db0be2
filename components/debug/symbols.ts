import type { ClassDistribution, Explanation, PlaceOption } from '@/lib/domain/explanation';
import { iou, type Box } from '@/lib/domain/geometry/box';

/** Everything that the stages said about one proposal, gathered in one place. */
export type ExplainedSymbol = {
  id: string;
  /** From 1, in reading order; what the aligner rejected comes last. */
  number: number;
  /** Image pixels. */
  box: Box;
  boxScore: number | null;
  /** What it was taken for in the end; of a rejected box, what it would have been. */
  class: string;
  confidence: number;
  raw: ClassDistribution | null;
  calibrated: ClassDistribution | null;
  inContext: ClassDistribution | null;
  rejected: boolean;
  places: PlaceOption[];
};

/** Ids in the order in which the converter reads them. */
const readingOrder = (explanation: Explanation): string[] =>
  (explanation.stages.converter?.tree ?? []).flat().map(({ symbol }) => symbol);

const likeliest = (distribution: ClassDistribution | null | undefined) => distribution?.classes[0];

/** The symbols of an explanation in reading order, rejected ones last. */
export function symbolsOf(explanation: Explanation): ExplainedSymbol[] {
  const { recognizer, aligner, detector } = explanation.stages;
  const order = new Map(readingOrder(explanation).map((id, index) => [id, index]));
  const ids = recognizer
    ? recognizer.symbols.map(({ symbol, box }) => ({ id: symbol, box }))
    : explanation.prediction.symbols;
  return ids
    .map(({ id, box }) => {
      const own = recognizer?.symbols.find(({ symbol }) => symbol === id);
      const inContext = aligner?.symbols.find(({ symbol }) => symbol === id);
      const final = explanation.prediction.symbols.find((symbol) => symbol.id === id);
      const first = likeliest(inContext?.inContext) ?? likeliest(own?.calibrated);
      return {
        id,
        box: final?.box ?? box,
        boxScore: detector?.proposals.find(({ symbol }) => symbol === id)?.score ?? null,
        class: final?.class ?? first?.class ?? '?',
        confidence: final?.confidence ?? first?.probability ?? 0,
        raw: own?.raw ?? null,
        calibrated: own?.calibrated ?? null,
        inContext: inContext?.inContext ?? null,
        rejected: !final,
        places: inContext?.places ?? [],
      };
    })
    .toSorted((a, b) => rank(order, a) - rank(order, b) || a.box.x - b.box.x)
    .map((symbol, index) => ({ ...symbol, number: index + 1 }));
}

const rank = (order: ReadonlyMap<string, number>, { id, rejected }: { id: string; rejected: boolean }) =>
  order.get(id) ?? (rejected ? Number.MAX_SAFE_INTEGER : order.size);

/** The same ink as two sets of candidates see it; one of the two may see nothing there. */
export type SymbolPair = { key: string; a: ExplainedSymbol | null; b: ExplainedSymbol | null };

/** Boxes that overlap less are not the same symbol. */
const SAME_SYMBOL = 0.5;

/** Pairs symbols by their boxes, the best overlap first; what only one of the two sees stands alone. */
export function pairSymbols(a: ExplainedSymbol[], b: ExplainedSymbol[] | null): SymbolPair[] {
  if (!b) return a.map((symbol) => ({ key: symbol.id, a: symbol, b: null }));
  const overlaps = a
    .flatMap((one) => b.map((other) => ({ one, other, overlap: iou(one.box, other.box) })))
    .filter(({ overlap }) => overlap >= SAME_SYMBOL)
    .toSorted((x, y) => y.overlap - x.overlap);
  const partner = new Map<string, ExplainedSymbol>();
  const taken = new Set<string>();
  for (const { one, other } of overlaps) {
    if (partner.has(one.id) || taken.has(other.id)) continue;
    partner.set(one.id, other);
    taken.add(other.id);
  }
  return [
    ...a.map((symbol) => ({ key: symbol.id, a: symbol, b: partner.get(symbol.id) ?? null })),
    ...b.filter(({ id }) => !taken.has(id)).map((symbol) => ({ key: symbol.id, a: null, b: symbol })),
  ];
}

export type Difference = 'only_a' | 'only_b' | 'class' | 'place';

const chosenPlace = (symbol: ExplainedSymbol) => symbol.places.find(({ chosen }) => chosen) ?? null;

/** In what the two disagree about one symbol; null where they agree. */
export function differenceOf(pair: SymbolPair, pairs: readonly SymbolPair[]): Difference | null {
  const { a, b } = pair;
  if (!a || !b || a.rejected !== b.rejected) return a && !a.rejected ? 'only_a' : 'only_b';
  if (a.rejected) return null;
  if (a.class !== b.class) return 'class';
  const [there, here] = [chosenPlace(a), chosenPlace(b)];
  if (there?.relation !== here?.relation) return 'place';
  const parentA = pairs.find((other) => other.a && other.a.id === there?.parent);
  const parentB = pairs.find((other) => other.b && other.b.id === here?.parent);
  return parentA === parentB ? null : 'place';
}
