import type { DetectorExplanation, ExplainedProposal, HeatMap } from '@/lib/domain/explanation';
import type { Card } from '../card';
import { outputOf, type Proposal, type StageContext } from '../stage';
import type { Tensor, Tensors } from '../tensor';
import { GROUPS, MAX_PROPOSALS, STRIDE } from './contract';
import { claimsOfPeople, overlapLimits, readMaps, scoreThreshold } from './interpret';
import { boxIou, claimSame, type Detection } from './suppress';

/** Peaks below this are noise, not near misses; and so many are enough to see what nearly was found. */
const FAINTEST = 0.05;
const MOST_FAINT = 100;

/** One map, without its padding, in 256 steps. */
function heatMap(heat: Tensor, group: number, { frame }: StageContext): HeatMap {
  const [, , allRows, allColumns] = heat.dims as [number, number, number, number];
  const rows = Math.min(allRows, Math.ceil(frame.height / STRIDE));
  const columns = Math.min(allColumns, Math.ceil(frame.width / STRIDE));
  const values: number[] = [];
  for (let y = 0; y < rows; y++) {
    const start = (group * allRows + y) * allColumns;
    for (let x = 0; x < columns; x++) {
      values.push(Math.round(255 * Math.min(1, Math.max(0, heat.data[start + x]!))));
    }
  }
  const area = frame.mapping.areaInImage(columns * STRIDE, rows * STRIDE);
  return { group: GROUPS[group]!, columns, rows, area, values };
}

type Fate = Pick<ExplainedProposal, 'fate' | 'by'>;
const fate = (name: ExplainedProposal['fate']): Fate => ({ fate: name, by: null });

/** What becomes of each peak, highest score first: the same rules as `interpret`, with the reason kept. */
function fates(peaks: readonly Detection[], context: StageContext, card: Card): Fate[] {
  const limits = overlapLimits(card);
  const threshold = scoreThreshold(card);
  const { held, deleted } = claimsOfPeople(context);
  const standing: number[] = [];
  return peaks.map((peak, index) => {
    if (peak.score < threshold) return fate('low_score');
    const winner = standing.find((other) => claimSame(peak, peaks[other]!, limits));
    if (winner !== undefined) {
      return { fate: 'overlap', by: { proposal: winner, iou: boxIou(peak.box, peaks[winner]!.box) } };
    }
    standing.push(index);
    if (standing.length > MAX_PROPOSALS) return fate('too_many');
    if (held.some((claim) => claimSame(peak, claim, limits))) return fate('pinned');
    return fate(deleted.some((claim) => claimSame(peak, claim, limits)) ? 'deleted' : 'kept');
  });
}

const sameBox = (a: Detection, { box }: Proposal) => a.box.every((value, side) => value === box[side]);

/** The heat maps, and every peak with what became of it and why; faint ones too, for what was nearly found. */
export function explain(tensors: Tensors | null, context: StageContext, card: Card): DetectorExplanation {
  const { within, across } = overlapLimits(card);
  const threshold = scoreThreshold(card);
  const thresholds = { score: threshold, nmsWithinGroup: within, nmsAcrossGroups: across };
  if (!tensors) return { maps: [], thresholds, proposals: [] };
  const { heat, peaks } = readMaps(tensors, context, Math.min(FAINTEST, threshold));
  peaks.sort((a, b) => b.score - a.score);
  const strong = peaks.filter(({ score }) => score >= threshold).length;
  const shown = peaks.slice(0, strong + MOST_FAINT);
  const { proposals } = outputOf(context, 'detector');
  const explained = fates(shown, context, card).map((said, index): ExplainedProposal => {
    const peak = shown[index]!;
    const kept = said.fate === 'kept' && proposals.find((p) => p.source === null && sameBox(peak, p));
    return {
      box: context.frame.mapping.boxToImage(peak.box),
      score: Math.max(0, peak.score),
      group: GROUPS[peak.group]!,
      symbol: kept ? kept.id : null,
      ...said,
    };
  });
  return { maps: GROUPS.map((_, group) => heatMap(heat, group, context)), thresholds, proposals: explained };
}
