import type { Annotation, FormulaSymbol, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import type { StageExplanations } from '@/lib/domain/explanation';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import type { Frame } from '@/models/frame/frame';
import type { Card } from './card';
import type { Tensors } from './tensor';

/** Corners in frame pixels: x1, y1, x2, y2. */
export type FrameBox = readonly [x1: number, y1: number, x2: number, y2: number];

/** A symbol on its way through the stages. `pinned` is the annotation's symbol that it stands for, if any. */
export interface Proposal {
  id: SymbolId;
  box: FrameBox;
  /** Confidence in 0..1 that this box holds exactly one symbol. */
  score: number;
  source: FormulaSymbol | null;
}

export interface DetectorOutput {
  proposals: Proposal[];
}

/** Row n of `probabilities` [N, columns] is proposal n; the last column is "no symbol". */
export interface RecognizerOutput {
  classes: readonly string[];
  columns: number;
  /** As the model says it: what the aligner was trained on. One-hot where a person set the class. */
  probabilities: Float32Array;
  /** The same after temperature scaling: what people are shown. */
  calibrated: Float32Array;
}

/** Where a symbol stands; indices are positions among the kept proposals; parent -1 = root of a line. */
export interface PlacedSymbol {
  parent: number;
  relation: Relation | null;
  line: number;
  confidence: number;
}

export interface AlignerOutput {
  /** Indices of the proposals that are symbols; the others were rejected in context. */
  kept: number[];
  classes: readonly string[];
  columns: number;
  /** Calibrated class probabilities of the kept proposals, revised in context [kept, columns]. */
  probabilities: Float32Array;
  places: PlacedSymbol[];
  lines: number;
}

export interface ConverterOutput {
  latex: string;
  confidence: number | null;
}

export interface StageOutputs {
  detector: DetectorOutput;
  recognizer: RecognizerOutput;
  aligner: AlignerOutput;
  converter: ConverterOutput;
}

/** What a stage may look at: the frame, what people pinned, and what the stages it depends on said. */
export interface StageContext {
  frame: Frame;
  /** The annotation whose pins must be respected; null for a first prediction. */
  pins: Annotation | null;
  outputs: Partial<StageOutputs>;
}

/** What a stage is, apart from the candidates that may do it. */
export interface StageManifest {
  name: Stage;
  dependsOn: readonly Stage[];
  kinds: readonly Card['kind'][];
  /** Tensor names with their shapes, symbolic sizes as strings. */
  inputs: Readonly<Record<string, readonly (number | string)[]>>;
  outputs: Readonly<Record<string, readonly (number | string)[]>>;
}

/** One stage: pure functions around the model. `prepare` answers null when there is nothing to ask. */
export interface StageModule<Name extends Stage = Stage> {
  manifest: StageManifest;
  prepare(context: StageContext, card: Card): Tensors | null;
  interpret(tensors: Tensors | null, context: StageContext, card: Card): StageOutputs[Name];
  /** What it saw and said, for people who ask why; `context` holds its own output too. */
  explain(tensors: Tensors | null, context: StageContext, card: Card): StageExplanations[Name];
}

/** The output of a stage that this one depends on. */
export function outputOf<Name extends Stage>(context: StageContext, name: Name): StageOutputs[Name] {
  const output = context.outputs[name];
  if (!output) throw new AppError('internal', `Stage ${name} has not run.`);
  return output as StageOutputs[Name];
}

/** A number of the card with the stage's own default. */
export function cardNumber(numbers: Record<string, number>, key: string, fallback: number): number {
  return numbers[key] ?? fallback;
}

/** The line over log-odds that a card's calibration has for one of its confidences; without one, nothing changes. */
export function cardScale(calibration: Record<string, number>, of: 'score' | 'formula') {
  return {
    slope: cardNumber(calibration, `${of}Slope`, 1),
    bias: cardNumber(calibration, `${of}Bias`, 0),
  };
}
