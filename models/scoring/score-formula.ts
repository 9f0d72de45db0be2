import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Annotation, FormulaSymbol, Pins } from '@/lib/domain/annotation/schema';
import { canonicalForScoring } from '@/lib/domain/latex';
import { formulaConfidence, type ScoredFormula, type ScoredSymbol } from '@/lib/domain/metrics';
import { AppError } from '@/lib/errors';
import { frameFromImage } from '@/models/frame/fit';
import type { Frame } from '@/models/frame/frame';
import type { Pipeline } from '@/models/runtime/pipeline';
import { sureScore } from '@/models/stages/detector/interpret';
import { cardScale } from '@/models/stages/stage';
import { topIndices } from '@/models/stages/tensor';

export interface FormulaScore {
  scored: ScoredFormula;
  /** Milliseconds of the prediction from the image alone, by stage, with `onnx` and `total`. */
  timingsMs: Record<string, number>;
}

const scoredSymbol = ({ id, box, class: name, place }: Omit<FormulaSymbol, 'pins'>): ScoredSymbol => ({
  id,
  box,
  class: name,
  parent: place?.parent ?? null,
  relation: place?.relation ?? null,
});

/** Stored to four digits, as predictions are. */
const shareOf = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;

/** Tokens in the form that predictions are compared in; a label that does not parse stays as it is written. */
function tokensOf(latex: string): string[] {
  const canonical = canonicalForScoring(latex);
  return canonical.ok ? canonical.tokens : latex.split(/\s+/u).filter((token) => token !== '');
}

/** The truth's boxes, and its classes where `pins` says so; nothing of its ordering or label. */
function withPins(truth: Annotation, pins: Pins): Annotation {
  const symbols = Object.values(truth.symbols).map((symbol) => [symbol.id, { ...symbol, place: null, pins }]);
  return {
    ...truth,
    symbols: Object.fromEntries(symbols) as Annotation['symbols'],
    lines: {},
    tombstones: {},
    label: { latex: '', pinned: false },
  };
}

/** Classes as the recognizer ranks them on gold boxes, and as the aligner revises them in context. */
async function classesOnGold(
  pipeline: Pipeline,
  frame: Frame,
  truth: Annotation,
  gold: readonly ScoredSymbol[],
) {
  const pins = withPins(truth, { box: true, class: false, place: false });
  const { prediction, outputs } = await pipeline.predictFrame(frame, { pins, changedStage: 'detector' });
  const { proposals } = outputs.detector!;
  const { probabilities, calibrated, columns, classes } = outputs.recognizer!;
  const row = new Map<string, number>(proposals.map(({ id }, n) => [id, n]));
  const said = new Map<string, PredictedSymbol>(prediction.symbols.map((symbol) => [symbol.id, symbol]));
  const ranked = gold.map(({ id }) => {
    const start = row.get(id)! * columns;
    const top = topIndices(probabilities, start, start + columns - 1, 5);
    return { top: top.map((index) => classes[index]!), confidence: calibrated[start + top[0]!]! };
  });
  return {
    ranking: ranked.map(({ top }) => top),
    confidence: ranked.map(({ confidence }) => shareOf(confidence)),
    contextClass: gold.map(({ id }) => said.get(id)!.class),
    contextConfidence: gold.map(({ id }) => said.get(id)!.confidence),
  };
}

/** The tree from gold boxes and gold classes. */
async function placesOnGold(pipeline: Pipeline, frame: Frame, truth: Annotation) {
  const pins = withPins(truth, { box: true, class: true, place: false });
  const { prediction } = await pipeline.predictFrame(frame, { pins, changedStage: 'recognizer' });
  return prediction.symbols.map(({ id, place }) => ({
    id,
    parent: place?.parent ?? null,
    relation: place?.relation ?? null,
  }));
}

/** What this pipeline's converter writes for the gold tree. */
async function writtenForGold(pipeline: Pipeline, frame: Frame, truth: Annotation): Promise<string[]> {
  const pins = { ...truth, label: { latex: '', pinned: false } };
  const { prediction } = await pipeline.predictFrame(frame, { pins, changedStage: 'aligner' });
  return tokensOf(prediction.latex);
}

/**
 * Predicts one formula from its image alone, and asks every stage about its gold input.
 * @param image bytes of the image, in whose pixels the boxes of `truth` are
 * @param latex the label that the predicted LaTeX is compared with; a usable one has at least one token
 * @throws AppError when the image cannot be read, a model fails, or there is no truth to score against.
 */
export async function scoreFormula(
  pipeline: Pipeline,
  image: Uint8Array,
  truth: Annotation,
  latex: string,
): Promise<FormulaScore> {
  const gold = Object.values(truth.symbols).map(scoredSymbol);
  if (gold.length === 0) throw new AppError('invalid_input', 'The truth has no symbols.');
  const label = canonicalForScoring(latex);
  if (!label.ok) throw new AppError('invalid_input', `The true LaTeX does not parse: ${label.message}`);
  if (label.tokens.length === 0) throw new AppError('invalid_input', 'The truth has no LaTeX.');
  const { prediction, outputs } = await pipeline.predict(image);
  // The frame is made again outside of the clock: the stages on gold input share it.
  const frame = await frameFromImage(image);
  const sure = sureScore(pipeline.cards.detector);
  const detected = outputs.detector!.proposals.filter(({ score }) => score >= sure);
  const scored: ScoredFormula = {
    gold: { symbols: gold, latex: label.tokens, written: await writtenForGold(pipeline, frame, truth) },
    detected: detected.map(({ box }) => frame.mapping.boxToImage(box)),
    detectedScores: detected.map(({ score }) => shareOf(score)),
    predicted: {
      symbols: prediction.symbols.map((symbol) => ({
        ...scoredSymbol(symbol),
        confidence: symbol.confidence,
      })),
      latex: tokensOf(prediction.latex),
    },
    formulaConfidence: formulaConfidence(
      prediction,
      cardScale(pipeline.cards.aligner.calibration, 'formula'),
    ),
    onGold: {
      ...(await classesOnGold(pipeline, frame, truth, gold)),
      places: await placesOnGold(pipeline, frame, truth),
    },
  };
  return { scored, timingsMs: prediction.timingsMs };
}
