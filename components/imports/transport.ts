import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from '@/lib/errors';
import { SignedOut, type SendFile } from './upload-item';

const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];
const Failure = z.object({ code: z.enum(codes).catch('internal'), message: z.string() });
const Refusal = z.object({ error: Failure });
const Outcome = z.object({ status: z.enum(['added', 'exists', 'failed']), error: Failure.nullable() });

/** POST /api/v1/imports/:id/files with the bare bytes of one file. */
export const sendFile: SendFile = async (batchId, path, content) => {
  const response = await fetch(`/api/v1/imports/${batchId}/files?path=${encodeURIComponent(path)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
  });
  if (response.status === 401) throw new SignedOut();
  if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`);
  const answer: unknown = await response.json();
  if (!response.ok) return { outcome: 'failed', reason: Refusal.parse(answer).error };
  const { status, error } = Outcome.parse(answer);
  if (status === 'failed') {
    return { outcome: 'failed', reason: error ?? { code: 'internal', message: '' } };
  }
  return { outcome: status, reason: null };
};
