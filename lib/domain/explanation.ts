import { z } from 'zod';
import { PredictionSchema } from '@/lib/domain/annotation/prediction';
import {
  ClassNameSchema,
  LineIdSchema,
  RelationSchema,
  SymbolIdSchema,
} from '@/lib/domain/annotation/schema';
import { BoxSchema } from '@/lib/domain/geometry/box';
import { WRITING_RULES } from '@/lib/domain/latex';

/**
 * What each stage saw and said about one formula, for people who ask why. Plain JSON; all boxes are in
 * pixels of the image. A stage that was not asked (a page without ink, rules before it) is null.
 */

const share = z.number().min(0).max(1);

/** Alternatives for one symbol's class, best first; `none` is the probability of "no symbol". */
const ClassDistributionSchema = z
  .object({
    classes: z.array(z.object({ class: ClassNameSchema, probability: share }).strict()),
    none: share,
  })
  .strict();
export type ClassDistribution = z.infer<typeof ClassDistributionSchema>;

/** One of the detector's maps: where it sees the centres of such symbols. */
const HeatMapSchema = z
  .object({
    /** `radical`, `bar`, `other`: the sort of symbol that this map is about. */
    group: z.string(),
    columns: z.number().int().positive(),
    rows: z.number().int().positive(),
    /** The rectangle that the grid covers; it may reach beyond the image. */
    area: BoxSchema,
    /** Row by row, 0 … 255 for 0 … 1. */
    values: z.array(z.number().int().min(0).max(255)),
  })
  .strict()
  .refine(({ columns, rows, values }) => values.length === columns * rows, {
    message: 'a heat map has rows × columns values',
  });
export type HeatMap = z.infer<typeof HeatMapSchema>;

/** What became of a proposal. */
export const PROPOSAL_FATES = [
  /** Went on to the recognizer. */
  'kept',
  /** Its score is below the card's threshold. */
  'low_score',
  /** One with a higher score, `by`, claims the same symbol. */
  'overlap',
  /** What a person pinned is already there. */
  'pinned',
  /** A person deleted what was there. */
  'deleted',
  /** There were more than any formula has. */
  'too_many',
] as const;

const ExplainedProposalSchema = z
  .object({
    box: BoxSchema,
    score: share,
    group: z.string(),
    fate: z.enum(PROPOSAL_FATES),
    /** The symbol that it became; null unless kept. */
    symbol: SymbolIdSchema.nullable(),
    /** Index in `proposals` of the one that it lost to, and their intersection over union. */
    by: z.object({ proposal: z.number().int().nonnegative(), iou: share }).strict().nullable(),
  })
  .strict();
export type ExplainedProposal = z.infer<typeof ExplainedProposalSchema>;

export const DetectorExplanationSchema = z
  .object({
    maps: z.array(HeatMapSchema),
    thresholds: z.object({ score: share, nmsWithinGroup: share, nmsAcrossGroups: share }).strict(),
    /** Highest score first. */
    proposals: z.array(ExplainedProposalSchema),
  })
  .strict();
export type DetectorExplanation = z.infer<typeof DetectorExplanationSchema>;

export const RecognizerExplanationSchema = z
  .object({
    temperature: z.number().positive(),
    /** One per proposal that the detector kept, in its order. */
    symbols: z.array(
      z
        .object({
          symbol: SymbolIdSchema,
          box: BoxSchema,
          /** A person set the class: the model's opinion does not count. */
          pinned: z.boolean(),
          /** Before and after temperature scaling. */
          raw: ClassDistributionSchema,
          calibrated: ClassDistributionSchema,
        })
        .strict(),
    ),
  })
  .strict();
export type RecognizerExplanation = z.infer<typeof RecognizerExplanationSchema>;

/** A place that a symbol could take: parent null = root of a line, relation null with it. */
const PlaceOptionSchema = z
  .object({
    parent: SymbolIdSchema.nullable(),
    relation: RelationSchema.nullable(),
    /** Of this parent. */
    parentProbability: share,
    /** Of this relation, given the parent; 1 at a root. */
    relationProbability: share,
    /** Is it the place that the decoded tree has? */
    chosen: z.boolean(),
  })
  .strict();
export type PlaceOption = z.infer<typeof PlaceOptionSchema>;

export const AlignerExplanationSchema = z
  .object({
    temperature: z.number().positive(),
    placeTemperature: z.number().positive(),
    /** Probability of "no symbol" above which a box is dropped; null = where that is its likeliest class. */
    reject: share.nullable(),
    /** One per proposal that the detector kept, in its order. */
    symbols: z.array(
      z
        .object({
          symbol: SymbolIdSchema,
          box: BoxSchema,
          /** Classes after the rest of the formula was seen. */
          inContext: ClassDistributionSchema,
          fate: z.enum(['kept', 'rejected', 'kept_for_a_pin']),
          /** The likeliest places, best first, and the chosen one in any case; none of a rejected box. */
          places: z.array(PlaceOptionSchema),
        })
        .strict(),
    ),
    /** Lines from top to bottom, each with the symbols on it. */
    lines: z.array(z.object({ line: LineIdSchema, symbols: z.array(SymbolIdSchema) }).strict()),
  })
  .strict();
export type AlignerExplanation = z.infer<typeof AlignerExplanationSchema>;

/** A symbol of the tree as the converter reads it. */
const TreeEntrySchema = z
  .object({
    symbol: SymbolIdSchema,
    class: ClassNameSchema,
    parent: SymbolIdSchema.nullable(),
    relation: RelationSchema.nullable(),
    /** Nesting: 0 on the main line; what is to the right of a symbol is as deep as it is. */
    depth: z.number().int().nonnegative(),
  })
  .strict();
export type TreeEntry = z.infer<typeof TreeEntrySchema>;

export const ConverterExplanationSchema = z
  .object({
    /** Lines from top to bottom, each in reading order. */
    tree: z.array(z.array(TreeEntrySchema)),
    tokens: z.array(
      z
        .object({
          token: z.string(),
          /** The symbol that it stands for; null for braces and the like. */
          symbol: SymbolIdSchema.nullable(),
          /** Which rule of the converter wrote it. */
          rule: z.enum(WRITING_RULES),
        })
        .strict(),
    ),
    /** Other labels with their confidence, best first; rules have none. */
    alternatives: z.array(z.object({ latex: z.string(), confidence: share }).strict()),
    /** The label is a person's: the tree did not write it. */
    pinned: z.boolean(),
  })
  .strict();
export type ConverterExplanation = z.infer<typeof ConverterExplanationSchema>;

/** What a stage says of itself, by the stage's name. */
export interface StageExplanations {
  detector: DetectorExplanation;
  recognizer: RecognizerExplanation;
  aligner: AlignerExplanation;
  converter: ConverterExplanation;
}

/** Milliseconds of one step; `onnx` is the part inside ONNX Runtime. */
const StepTimeSchema = z
  .object({
    /** `frame` or a stage. */
    step: z.string(),
    prepare: z.number().nonnegative(),
    onnx: z.number().nonnegative(),
    interpret: z.number().nonnegative(),
  })
  .strict();
export type StepTime = z.infer<typeof StepTimeSchema>;

export const ExplanationSchema = z
  .object({
    /** Size of the image in pixels, after EXIF orientation. */
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    /** Where image pixels lie in what the models see: frame = (image − origin) × scale + offset. */
    frame: z
      .object({
        width: z.number().int().positive(),
        height: z.number().int().positive(),
        scale: z.number().positive(),
        originX: z.number(),
        originY: z.number(),
        offset: z.number(),
        blank: z.boolean(),
      })
      .strict(),
    /** What it all led to. `prediction.candidates` names who spoke. */
    prediction: PredictionSchema,
    stages: z
      .object({
        detector: DetectorExplanationSchema.nullable(),
        recognizer: RecognizerExplanationSchema.nullable(),
        aligner: AlignerExplanationSchema.nullable(),
        converter: ConverterExplanationSchema.nullable(),
      })
      .strict(),
    /** In the order in which they ran. */
    steps: z.array(StepTimeSchema),
  })
  .strict();
export type Explanation = z.infer<typeof ExplanationSchema>;
