import { createHash } from 'node:crypto';

/** sha256 of bytes in lower-case hex: the name of a blob. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
