import type { Annotation, FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import { plattScaled } from '@/lib/domain/metrics';
import { anchoredSymbols } from '../anchors';
import type { Card } from '../card';
import {
  cardNumber,
  cardScale,
  type DetectorOutput,
  type FrameBox,
  type Proposal,
  type StageContext,
} from '../stage';
import { requireTensor, type Tensors } from '../tensor';
import { DEFAULT_THRESHOLDS, groupOf, GROUP_COUNT, MAX_PROPOSALS, STRIDE } from './contract';
import { detectPeaks } from './peaks';
import { boxIou, claimSame, suppress, type Detection } from './suppress';

/** Names for new symbols that nothing in the annotation has or had. */
function* freshIds(pins: Annotation | null): Generator<SymbolId, never> {
  for (let n = 1; ; n++) {
    const id = `s${n}` as SymbolId;
    if (!pins || (!Object.hasOwn(pins.symbols, id) && !Object.hasOwn(pins.tombstones, id))) yield id;
  }
}

/** Left to right, then top to bottom: a stable order that people can follow. */
function byPosition(a: Proposal, b: Proposal): number {
  return a.box[0] - b.box[0] || a.box[1] - b.box[1];
}

/** The heat maps, and the boxes at their peaks at or above `threshold`. */
export function readMaps(tensors: Tensors, { frame }: StageContext, threshold: number) {
  const rows = frame.paddedHeight / STRIDE;
  const columns = frame.paddedWidth / STRIDE;
  const heat = requireTensor(tensors, 'heat', [1, GROUP_COUNT, rows, columns]);
  const ltrb = requireTensor(tensors, 'ltrb', [1, GROUP_COUNT * 4, rows, columns]);
  return { heat, peaks: detectPeaks(heat, ltrb, threshold, frame.width, frame.height) };
}

export function scoreThreshold(card: Card): number {
  return cardNumber(card.thresholds, 'score', DEFAULT_THRESHOLDS.score);
}

/**
 * The least calibrated score of a proposal that the detector stands for by itself. Those below are for the aligner to
 * keep or to reject. A card that says nothing about it stands for all that it proposes.
 */
export function sureScore(card: Card): number {
  return plattScaled(
    cardNumber(card.thresholds, 'sure', scoreThreshold(card)),
    cardScale(card.calibration, 'score'),
  );
}

function detections(tensors: Tensors, context: StageContext, card: Card): Detection[] {
  const { peaks } = readMaps(tensors, context, scoreThreshold(card));
  return suppress(peaks, overlapLimits(card)).slice(0, MAX_PROPOSALS);
}

export function overlapLimits(card: Card) {
  return {
    within: cardNumber(card.thresholds, 'nmsWithinGroup', DEFAULT_THRESHOLDS.nmsWithinGroup),
    across: cardNumber(card.thresholds, 'nmsAcrossGroups', DEFAULT_THRESHOLDS.nmsAcrossGroups),
  };
}

/** An unpinned symbol of the annotation that the detection is another view of keeps its id. */
function inheritedId(
  detection: Detection,
  pins: Annotation,
  taken: Set<SymbolId>,
  toFrame: (s: FormulaSymbol) => FrameBox,
) {
  let best: FormulaSymbol | null = null;
  let overlap = 0.5;
  for (const symbol of Object.values(pins.symbols)) {
    if (taken.has(symbol.id) || groupOf(symbol.class) !== detection.group) continue;
    const shared = boxIou(detection.box, toFrame(symbol));
    if (shared >= overlap) [best, overlap] = [symbol, shared];
  }
  return best?.id ?? null;
}

/** Ink that is spoken for: by symbols that a pin holds, and by what a person deleted. */
export function claimsOfPeople({ pins, frame }: StageContext) {
  const anchored = anchoredSymbols(pins);
  const claim = <Kind extends Pick<FormulaSymbol, 'box' | 'class'>>(symbol: Kind) => ({
    symbol,
    box: frame.mapping.boxToFrame(symbol.box),
    group: groupOf(symbol.class),
  });
  return {
    held: Object.values(pins?.symbols ?? {})
      .filter(({ id }) => anchored.has(id))
      .map(claim),
    deleted: Object.values(pins?.tombstones ?? {}).map(claim),
  };
}

/**
 * Heat maps to boxes, around what people pinned: a symbol that a pin holds stays as it is, and no
 * detection that claims the same ink, or what a person deleted, is added. Thresholds are of the model's own scores;
 * what is handed on is calibrated.
 */
export function interpret(tensors: Tensors | null, context: StageContext, card: Card): DetectorOutput {
  const { pins, frame } = context;
  const toFrame = ({ box }: Pick<FormulaSymbol, 'box'>) => frame.mapping.boxToFrame(box);
  const { held, deleted } = claimsOfPeople(context);
  const kept: Proposal[] = held.map(({ symbol, box }) => ({ id: symbol.id, box, score: 1, source: symbol }));
  const closed = [...held, ...deleted];
  const limits = overlapLimits(card);
  const scale = cardScale(card.calibration, 'score');
  const fresh = freshIds(pins);
  const taken = new Set(kept.map(({ id }) => id));
  const found: Proposal[] = [];
  for (const detection of tensors ? detections(tensors, context, card) : []) {
    if (closed.some((other) => claimSame(detection, other, limits))) continue;
    const inherited = pins && inheritedId(detection, pins, taken, toFrame);
    if (inherited) taken.add(inherited);
    found.push({
      id: inherited ?? ('' as SymbolId),
      box: detection.box,
      score: plattScaled(detection.score, scale),
      source: null,
    });
  }
  // Ids are given in reading order, so that the same image always gets the same ids.
  const proposals = [...kept, ...found].sort(byPosition);
  for (const proposal of proposals) if (proposal.id === '') proposal.id = fresh.next().value;
  return { proposals };
}
