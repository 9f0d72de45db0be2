import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Annotation, LineId, Place, SymbolId } from '@/lib/domain/annotation/schema';
import { CANDIDATES_SHOWN } from './recognizer/contract';
import { outputOf, type AlignerOutput, type PlacedSymbol, type Proposal, type StageContext } from './stage';
import { topIndices } from './tensor';

/** What the stages up to the aligner have decided, with everything pinned put back exactly as it was. */
export interface Decided {
  symbols: PredictedSymbol[];
  /** In reading order. */
  lines: LineId[];
}

const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;

/**
 * Ids of the decoded lines: a line with a pinned place keeps the id it was pinned to; the others take, from
 * top to bottom, the annotation's remaining lines, then new names.
 */
function lineIds(output: AlignerOutput, kept: readonly Proposal[], pins: Annotation | null): LineId[] {
  const ids: (LineId | undefined)[] = Array.from({ length: output.lines });
  output.places.forEach(({ line }, k) => {
    const source = kept[k]!.source;
    if (source?.pins.place && source.place) ids[line] ??= source.place.line;
  });
  const known = Object.values(pins?.lines ?? {}).sort((a, b) => a.index - b.index);
  const free = known.map(({ id }) => id).filter((id) => !ids.includes(id));
  let next = 1;
  const fresh = (): LineId => {
    const id = `l${next++}` as LineId;
    return (pins && Object.hasOwn(pins.lines, id)) || ids.includes(id) ? fresh() : id;
  };
  return ids.map((id) => id ?? free.shift() ?? fresh());
}

/** Lines in reading order: as the annotation has them where it knows all of them, else from top to bottom. */
function inReadingOrder(
  ids: readonly LineId[],
  symbols: readonly PredictedSymbol[],
  pins: Annotation | null,
): LineId[] {
  const unique = [...new Set(ids)];
  const index = (id: LineId) => pins?.lines[id]?.index;
  const allKnown = unique.every((id) => index(id) !== undefined);
  const top = (id: LineId) =>
    Math.min(...symbols.filter(({ place }) => place?.line === id).map(({ box }) => box.y));
  return unique.sort((a, b) => (allKnown ? index(a)! - index(b)! : top(a) - top(b)));
}

function placeOf(
  placed: PlacedSymbol,
  proposal: Proposal,
  ids: readonly SymbolId[],
  lines: readonly LineId[],
): Place | null {
  if (proposal.source?.pins.place) return proposal.source.place;
  const line = lines[placed.line]!;
  if (placed.parent < 0) return { line, parent: null, relation: null };
  return { line, parent: ids[placed.parent]!, relation: placed.relation };
}

/** Symbols and lines out of the outputs of detector, recognizer and aligner. */
export function decide(context: StageContext): Decided {
  const { frame, pins } = context;
  const output = outputOf(context, 'aligner');
  const { proposals } = outputOf(context, 'detector');
  const kept = output.kept.map((n) => proposals[n]!);
  const ids = kept.map(({ id }) => id);
  const lines = lineIds(output, kept, pins);
  const symbols = kept.map((proposal, k): PredictedSymbol => {
    const start = k * output.columns;
    const top = topIndices(output.probabilities, start, start + output.columns - 1, CANDIDATES_SHOWN);
    const candidates = top.map((c) => ({
      class: output.classes[c]!,
      confidence: share(output.probabilities[start + c]!),
    }));
    const { source } = proposal;
    const pinnedClass = source?.pins.class ? source.class : null;
    const placed = output.places[k]!;
    return {
      id: proposal.id,
      box: source ? source.box : frame.mapping.boxToImage(proposal.box),
      boxConfidence: share(proposal.score),
      class: pinnedClass ?? candidates[0]!.class,
      confidence: pinnedClass === null ? candidates[0]!.confidence : 1,
      candidates: pinnedClass === null ? candidates : [{ class: pinnedClass, confidence: 1 }],
      place: placeOf(placed, proposal, ids, lines),
      placeConfidence: share(placed.confidence),
    };
  });
  return { symbols, lines: inReadingOrder(lines, symbols, pins) };
}

/** The annotation's own values as if they had been predicted: nothing was asked, so that only pins are sure. */
export function asDecided(annotation: Annotation): Decided {
  const lines = Object.values(annotation.lines).sort((a, b) => a.index - b.index);
  const sure = (pinned: boolean) => (pinned ? 1 : 0);
  return {
    symbols: Object.values(annotation.symbols).map(({ id, box, class: name, place, pins }) => ({
      id,
      box,
      boxConfidence: sure(pins.box),
      class: name,
      confidence: sure(pins.class),
      candidates: [],
      place,
      placeConfidence: place === null ? null : sure(pins.place),
    })),
    lines: lines.map(({ id }) => id),
  };
}
