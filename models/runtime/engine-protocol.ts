import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Explanation } from '@/lib/domain/explanation';
import type { ScoredFormula } from '@/lib/domain/metrics';
import type { Stage } from '@/lib/domain/stages';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/errors';

/** What an engine is asked, and what it answers: plain values that pass between processes. */
export interface PredictTask {
  image: Uint8Array;
  pins?: Annotation;
  changedStage?: Stage;
}

export interface EngineAnswer {
  prediction: Prediction;
  /** Size of the image in pixels, after EXIF orientation. */
  width: number;
  height: number;
}

/** Ask every stage about one image, and about its gold input too, and compare. */
export interface ScoreTask {
  image: Uint8Array;
  truth: Annotation;
  /** The label that the answer is compared with. */
  latex: string;
}

export interface ScoreAnswer {
  scored: ScoredFormula;
  /** Of the prediction, without what is asked about gold input. */
  timingsMs: Record<string, number>;
  /** Memory of the process that runs the models, after the task. */
  rssBytes: number;
}

/** What each stage saw and said about one image. */
export interface ExplainTask {
  image: Uint8Array;
  pins?: Annotation;
}

export type EngineTask =
  ({ kind: 'predict' } & PredictTask) | ({ kind: 'score' } & ScoreTask) | ({ kind: 'explain' } & ExplainTask);

/** The answer to each kind of task. */
export interface EngineAnswers {
  predict: EngineAnswer;
  score: ScoreAnswer;
  explain: Explanation;
}
export type TaskKind = keyof EngineAnswers;

export interface EngineProblem {
  code: ErrorCode;
  message: string;
  details?: unknown;
}

export type ToEngine = { id: number; task: EngineTask };
export type FromEngine =
  | { ready: Record<string, string> }
  | { unable: EngineProblem }
  | { id: number; answer: EngineAnswers[TaskKind]; rssBytes: number }
  | { id: number; problem: EngineProblem };

/** An error as it crosses a process: an unexpected one keeps its words for the log only. */
export function describeProblem(error: unknown): EngineProblem {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'inference_failed', message: 'The models failed on this image.', details: String(error) };
}

export function problemError({ code, message, details }: EngineProblem): AppError {
  return new AppError(code in ERROR_STATUS ? code : 'internal', message, details);
}
