import type { ErrorCode } from '@/lib/errors';

export type UploadOutcome = 'waiting' | 'uploading' | 'added' | 'exists' | 'failed';

/** One file on its way in. `path` is relative to what was dropped and unique within a batch. */
export type UploadItem = {
  batchId: string;
  path: string;
  outcome: UploadOutcome;
  reason: { code: ErrorCode; message: string } | null;
};

/** What the server said about one file. */
export type UploadAnswer =
  | { outcome: 'added' | 'exists'; reason: null }
  | { outcome: 'failed'; reason: { code: ErrorCode; message: string } };

/** Sends one file. Rejects when the server cannot be reached, is not itself, or asks for a sign-in: then it is tried again. */
export type SendFile = (batchId: string, path: string, content: Blob) => Promise<UploadAnswer>;

export const isSettled = ({ outcome }: UploadItem) => outcome !== 'waiting' && outcome !== 'uploading';

/** Thrown by a transport when the session has ended: worth trying again once somebody has signed in. */
export class SignedOut extends Error {}
