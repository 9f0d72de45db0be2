import type { ErrorCode } from '@/lib/errors';

/** What the process that tries a model is started with. */
export interface CheckTask {
  folder: string;
  maxModelBytes: number;
}

/** What it says: what it does next, and how it ended. */
export type FromCheck =
  | { step: string }
  | { fits: { warnings: string[] } }
  | { refused: { code: ErrorCode; message: string } }
  | { failed: string };
