import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/domain/canonical-json';

/** sha256 in hex of the canonical JSON of a plain value. */
export function contentHash(value: object): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
