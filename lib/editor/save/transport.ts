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

/** Refusals of what is in a batch: nothing of it was applied, and sent again as it is it would be refused again. */
const ABOUT_CONTENT: ReadonlySet<string> = new Set(['invalid_input', 'rules_broken', 'too_large']);

/** Was the content refused, and not the person? Then the rest can still be saved. */
export const isAboutContent = ({ code }: { readonly code: string }): boolean => ABOUT_CONTENT.has(code);

/** The way to the server, injected: HTTP in the browser, a model of the server in tests. Never throws. */
export interface SaveTransport {
  save(request: SaveRequest): Promise<SaveOutcome>;
  /** The annotation as the server has it now. */
  load(): Promise<LoadOutcome>;
}
