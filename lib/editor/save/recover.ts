import type { Annotation } from '@/lib/domain/annotation/schema';
import { backoff, type Clock } from './clock';
import { draftsOf, setAside } from './conflicts';
import { foreignChanges, type ForeignChange } from './foreign';
import { EMPTY_HISTORY, type History } from '../history/history';
import type { ConflictDraft, JournalEntry } from './journal';
import { rebase, takeBatch, type Ledger, type PendingEdit } from './pending';
import { isAboutContent, type LoadOutcome, type SaveOutcome, type SaveTransport } from './transport';

export interface Recovered {
  readonly kind: 'recovered';
  readonly ledger: Ledger;
  readonly document: Annotation;
  readonly conflicts: readonly ConflictDraft[];
  readonly history: History;
  /** What others have changed since the page that is on the screen. */
  readonly foreign: readonly ForeignChange[];
}

type Refused = Extract<LoadOutcome, { kind: 'refused' }>;

interface ServerState {
  readonly version: number;
  readonly annotation: Annotation;
}

/**
 * Takes up where an earlier visit ended: finds out what became of the batch that was under way, and
 * puts what is still unsaved on top of what the server has.
 * @param server the annotation as loaded with the page, or null to load it now.
 */
export async function recover(
  entry: JournalEntry | null,
  server: ServerState | null,
  transport: SaveTransport,
  pause: (kind: 'unreachable' | 'signed_out') => Promise<void>,
): Promise<Recovered | Refused> {
  const pending = entry?.pending ?? [];
  const onto = (edits: readonly PendingEdit[], { annotation, version }: ServerState): Recovered => {
    const { ledger, document, conflicts } = rebase(edits, annotation, version);
    return {
      kind: 'recovered',
      ledger,
      document,
      conflicts: [...(entry?.conflicts ?? []), ...draftsOf(edits, conflicts)],
      history: entry?.history ?? EMPTY_HISTORY,
      foreign: [],
    };
  };
  const load = () => insist(() => transport.load(), pause);
  /** What came with the page is as good as asking again, as long as nothing was saved since. */
  const page = server ? ({ kind: 'loaded', ...server } as const) : await load();
  if (page.kind === 'refused') return page;
  if (!entry || entry.sent === 0) return onto(pending, page);

  const { edits } = takeBatch({ ...entry, base: page.annotation });
  const outcome = await insist(() => transport.save({ baseVersion: entry.version, edits }), pause);
  const rest = pending.slice(entry.sent);
  switch (outcome.kind) {
    case 'saved': {
      const now = await load();
      return now.kind === 'refused' ? now : onto(rest, now);
    }
    case 'stale':
      return {
        ...onto(pending, outcome),
        foreign: foreignChanges(page.annotation, outcome.annotation),
      };
    case 'lease_lost':
      return onto(outcome.draftId === null ? pending : rest, page);
    case 'refused': {
      if (!isAboutContent(outcome)) return outcome;
      // Nothing of the batch was applied: it is sent again in parts, so that only what offends is left out.
      const now = await load();
      if (now.kind === 'refused' || entry.sent > 1) return now.kind === 'refused' ? now : onto(pending, now);
      const { conflicts, ...aside } = setAside(pending.slice(0, 1), rest, now);
      return { ...onto([], now), ...aside, conflicts: [...entry.conflicts, ...conflicts] };
    }
  }
}

type Certain<Outcome> = Exclude<Outcome, { kind: 'unreachable' | 'signed_out' }>;

async function insist<Outcome extends SaveOutcome | LoadOutcome>(
  ask: () => Promise<Outcome>,
  pause: (kind: 'unreachable' | 'signed_out') => Promise<void>,
): Promise<Certain<Outcome>> {
  for (;;) {
    const outcome = await ask();
    if (outcome.kind !== 'unreachable' && outcome.kind !== 'signed_out') return outcome as Certain<Outcome>;
    await pause(outcome.kind);
  }
}

/** Pauses between tries of `recover`, longer each time. */
export function pauses(clock: Clock, random?: () => number): () => Promise<void> {
  let attempt = 0;
  return () => new Promise((resolve) => void clock.after(backoff(attempt++, random), resolve));
}
