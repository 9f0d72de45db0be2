import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Stage } from '@/lib/domain/stages';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/errors';

/** What an engine is asked, and what it answers: plain values that pass between processes. */
export interface EngineTask {
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

export interface EngineProblem {
  code: ErrorCode;
  message: string;
  details?: unknown;
}

export type ToEngine = { id: number; task: EngineTask };
export type FromEngine =
  | { ready: Record<string, string> }
  | { unable: EngineProblem }
  | { id: number; answer: EngineAnswer }
  | { id: number; problem: EngineProblem };

/** An error as it crosses a process: an unexpected one keeps its words for the log only. */
export function describeProblem(error: unknown): EngineProblem {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'inference_failed', message: 'The models failed on this image.', details: String(error) };
}

export function problemError({ code, message, details }: EngineProblem): AppError {
  return new AppError(code in ERROR_STATUS ? code : 'internal', message, details);
}
