import type { SaveRequest } from '@/lib/domain/annotation/edit';
import type { Annotation } from '@/lib/domain/annotation/schema';

/** What became of a try to save. Only `saved`, `stale` and `lease_lost` say whether the server has the batch. */
export type SaveOutcome =
  | { kind: 'saved'; version: number; alreadySaved: string[] }
  | { kind: 'stale'; version: number; annotation: Annotation }
  | { kind: 'lease_lost'; draftId: string | null; message: string }
  | { kind: 'signed_out' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; code: string; message: string };

export type LoadOutcome =
  | { kind: 'loaded'; version: number; annotation: Annotation }
  | { kind: 'signed_out' }
  | { kind: 'unreachable' }
  | { kind: 'refused'; code: string; message: string };

/** The way to the server, injected: HTTP in the browser, a model of the server in tests. Never throws. */
export interface SaveTransport {
  save(request: SaveRequest): Promise<SaveOutcome>;
  /** The annotation as the server has it now. */
  load(): Promise<LoadOutcome>;
}
