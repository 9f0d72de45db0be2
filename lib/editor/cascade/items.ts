import { sameValue } from '@/lib/domain/annotation/diff';
import type { PredictedSymbol, Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation, FormulaSymbol, LineId, Place, SymbolId } from '@/lib/domain/annotation/schema';
import { iou, type Box } from '@/lib/domain/geometry/box';
import type { Stage } from '@/lib/domain/stages';
import { UNLABELLED } from '../changes/boxes';
import { readingOrder } from '../kernels/navigation';

/** One change that the models propose after a correction, as a person judges it. `confidence` is in 0..1. */
export type ProposalItem =
  | {
      readonly kind: 'added';
      readonly symbol: SymbolId;
      readonly box: Box;
      readonly class: string;
      readonly place: Place | null;
      readonly confidence: number;
    }
  | {
      readonly kind: 'removed';
      readonly symbol: SymbolId;
      readonly box: Box;
      readonly class: string;
    }
  | {
      readonly kind: 'class';
      readonly symbol: SymbolId;
      readonly from: string;
      readonly to: string;
      readonly confidence: number;
    }
  | {
      readonly kind: 'place';
      readonly symbol: SymbolId;
      readonly from: Place | null;
      readonly to: Place;
      readonly confidence: number;
    };

/** What an answer of the models would change. `lines` are the answer's, in reading order. */
export interface Proposal {
  readonly items: readonly ProposalItem[];
  readonly lines: readonly LineId[];
}
export const NO_PROPOSAL: Proposal = { items: [], lines: [] };

/** The part of a prediction that a proposal is made of. */
export type CascadeAnswer = Pick<Prediction, 'symbols' | 'lines'>;

/** Names an item: there is at most one of a kind for a symbol. */
export const itemId = ({ kind, symbol }: ProposalItem): string => `${kind} ${symbol}`;

/** Names an item together with what it changes: a refusal holds for exactly this. */
export const itemKey = (item: ProposalItem): string => JSON.stringify({ ...item, confidence: null });

/** Boxes that overlap by more than this are two views of one symbol. */
const SAME_INK = 0.5;

/**
 * How sure the models must be to speak against what is there. Asked again about a formula of which only a box
 * was rounded they change their minds about what was even before; below this they were wrong as often as right
 * on CROHME's development set. Where nothing is said yet, any answer helps.
 */
const SURE_ENOUGH = { class: 0.6, place: 0.5 };

const isPinned = ({ pins }: FormulaSymbol) => pins.box || pins.class || pins.place;

/**
 * Do two places say the same? The line of a symbol with a parent is its parent's, so that only a root's own
 * line counts.
 */
function samePlace(a: Place | null, b: Place | null): boolean {
  if (!a || !b) return a === b;
  return a.parent === b.parent && a.relation === b.relation && (a.parent !== null || a.line === b.line);
}

/** May the models propose anything about a stage? What a person has accepted is not theirs. */
const isOpen = ({ accepted }: Annotation, stage: Stage) => !accepted[stage];

function mayAdd({ symbols, tombstones }: Annotation, { id, box }: PredictedSymbol): boolean {
  if (Object.hasOwn(symbols, id) || Object.hasOwn(tombstones, id)) return false;
  const spokenFor = [...Object.values(symbols), ...Object.values(tombstones)];
  return spokenFor.every((other) => iou(other.box, box) <= SAME_INK);
}

function itemsAbout(symbol: FormulaSymbol, said: PredictedSymbol, annotation: Annotation): ProposalItem[] {
  const { id, class: name, place, pins } = symbol;
  const items: ProposalItem[] = [];
  if (isOpen(annotation, 'recognizer') && !pins.class && said.class !== name) {
    const { confidence } = said;
    if (name === UNLABELLED || confidence >= SURE_ENOUGH.class)
      items.push({ kind: 'class', symbol: id, from: name, to: said.class, confidence });
  }
  if (isOpen(annotation, 'aligner') && !pins.place && said.place && !samePlace(place, said.place)) {
    const confidence = said.placeConfidence ?? 0;
    if (place === null || confidence >= SURE_ENOUGH.place)
      items.push({ kind: 'place', symbol: id, from: place, to: said.place, confidence });
  }
  return items;
}

/**
 * What an answer of the models would change of an annotation, in reading order: only values that nobody has
 * set or accepted. What a person deleted is not added again; a symbol that a person has touched in any way is
 * not removed, nor one that a place hangs on which a person has set.
 */
export function proposalOf(annotation: Annotation, { symbols, lines }: CascadeAnswer): Proposal {
  const said = new Map(symbols.map((symbol) => [symbol.id, symbol]));
  const all = Object.values(annotation.symbols);
  const held = new Set(all.flatMap(({ pins, place }) => (pins.place && place?.parent) || []));
  const items = all.flatMap((symbol): ProposalItem[] => {
    const now = said.get(symbol.id);
    if (now) return itemsAbout(symbol, now, annotation);
    if (!isOpen(annotation, 'detector') || isPinned(symbol) || held.has(symbol.id)) return [];
    return [{ kind: 'removed', symbol: symbol.id, box: symbol.box, class: symbol.class }];
  });
  const fresh = isOpen(annotation, 'detector') ? symbols.filter((one) => mayAdd(annotation, one)) : [];
  const added = fresh.map(({ id, box, class: name, place, boxConfidence }): ProposalItem => ({
    ...{ kind: 'added', symbol: id, box, class: name, place, confidence: boxConfidence },
  }));
  const order = new Map(readingOrder(annotation).map((id, index) => [id, index]));
  const rank = ({ symbol }: ProposalItem) => order.get(symbol) ?? order.size;
  return { items: [...items, ...added].sort((a, b) => rank(a) - rank(b)), lines };
}

/** Does the item still propose a change of what nobody has decided? */
export function stillFits(annotation: Annotation, item: ProposalItem): boolean {
  const symbol = annotation.symbols[item.symbol];
  if (item.kind === 'added')
    return isOpen(annotation, 'detector') && !symbol && !Object.hasOwn(annotation.tombstones, item.symbol);
  if (!symbol) return false;
  switch (item.kind) {
    case 'removed':
      return isOpen(annotation, 'detector') && !isPinned(symbol) && symbol.class === item.class;
    case 'class':
      return isOpen(annotation, 'recognizer') && !symbol.pins.class && symbol.class === item.from;
    case 'place':
      return (
        isOpen(annotation, 'aligner') &&
        !symbol.pins.place &&
        sameValue(symbol.place, item.from) &&
        !samePlace(symbol.place, item.to)
      );
  }
}
