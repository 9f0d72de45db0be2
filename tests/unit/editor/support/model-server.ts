import { applyDiff, diffAnnotations, DiffMismatch, isEmptyDiff } from '@/lib/domain/annotation/diff';
import type { SaveRequest } from '@/lib/domain/annotation/edit';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { wellFormed } from '@/lib/domain/annotation/validate';
import type { LoadOutcome, SaveOutcome, SaveTransport } from '@/lib/editor/save/transport';

/** What happens to the next request on its way. */
export type Fault =
  | 'request_lost'
  | 'answer_lost'
  | 'delivered_twice'
  | 'delayed_copy'
  | 'signed_out'
  | 'lease_lost'
  | 'too_large';

/**
 * The server's side of the save protocol in a few lines: version check, idempotent by edit id, atomic
 * batches. What the client is tested against.
 */
export class ModelServer implements SaveTransport {
  version = 0;
  readonly log: { id: string; action: string }[] = [];
  /** Ids that a client has been told are saved. */
  readonly acknowledged = new Set<string>();
  readonly drafts: SaveRequest[] = [];
  readonly faults: Fault[] = [];
  /** What happens to the next requests for the annotation. */
  readonly loadFaults: ('unreachable' | 'signed_out')[] = [];
  /** Does the client hold the formula? Without, what it sends becomes a draft. */
  held = true;
  requests = 0;
  #late: SaveRequest[] = [];

  constructor(public annotation: Annotation) {}

  async save(request: SaveRequest): Promise<SaveOutcome> {
    this.requests += 1;
    for (const late of this.#late.splice(0)) this.#take(structuredClone(late));
    // What JSON would do to it on the way.
    const arrived = JSON.parse(JSON.stringify(request)) as SaveRequest;
    switch (this.faults.shift()) {
      case 'request_lost':
        return { kind: 'unreachable' };
      case 'answer_lost':
        this.#take(arrived);
        return { kind: 'unreachable' };
      case 'delivered_twice':
        this.#take(arrived);
        return this.#answer(arrived);
      case 'delayed_copy':
        this.#late.push(arrived);
        return this.#answer(arrived);
      case 'signed_out':
        return { kind: 'signed_out' };
      case 'lease_lost':
        this.drafts.push(arrived);
        return { kind: 'lease_lost', draftId: `draft-${this.drafts.length}`, message: 'held by Kim' };
      case 'too_large':
        return arrived.edits.length > 1
          ? { kind: 'refused', code: 'too_large', message: 'too large' }
          : this.#answer(arrived);
      case undefined:
        return this.#answer(arrived);
    }
  }

  async load(): Promise<LoadOutcome> {
    const fault = this.loadFaults.shift();
    if (fault) return { kind: fault };
    const { version, annotation } = this;
    return { kind: 'loaded', version, annotation: structuredClone(annotation) };
  }

  /** Somebody else's change. */
  changeRemotely(change: (annotation: Annotation) => Annotation): void {
    const diff = diffAnnotations(this.annotation, change(this.annotation));
    if (isEmptyDiff(diff)) return;
    this.annotation = applyDiff(this.annotation, diff);
    this.version += 1;
  }

  /** The client holds the formula again, and those of its drafts are applied that still fit; the others are kept. */
  giveBack(): void {
    this.held = true;
    for (const draft of this.drafts.splice(0)) {
      const outcome = this.#take({ baseVersion: this.version, edits: draft.edits });
      if (outcome.kind !== 'saved') this.drafts.push(draft);
    }
  }

  #answer(request: SaveRequest): SaveOutcome {
    const outcome = this.#take(request);
    if (outcome.kind === 'saved') for (const { id } of request.edits) this.acknowledged.add(id);
    return outcome;
  }

  #take({ baseVersion, edits }: SaveRequest): SaveOutcome {
    const known = new Set(this.log.map((edit) => edit.id));
    const alreadySaved = edits.filter(({ id }) => known.has(id)).map(({ id }) => id);
    const fresh = edits.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return { kind: 'saved', version: this.version, alreadySaved };
    if (!this.held) {
      this.drafts.push({ baseVersion, edits: fresh });
      return { kind: 'lease_lost', draftId: `draft-${this.drafts.length}`, message: 'held by Kim' };
    }
    if (baseVersion !== this.version) {
      return { kind: 'stale', version: this.version, annotation: structuredClone(this.annotation) };
    }
    let next = this.annotation;
    try {
      for (const edit of fresh) next = applyDiff(next, edit.diff);
    } catch (error) {
      if (!(error instanceof DiffMismatch)) throw error;
      return { kind: 'refused', code: 'invalid_input', message: error.message };
    }
    const [problem] = wellFormed(next);
    if (problem) return { kind: 'refused', code: 'rules_broken', message: problem.message };
    this.annotation = next;
    this.version += 1;
    this.log.push(...fresh.map(({ id, action }) => ({ id, action })));
    return { kind: 'saved', version: this.version, alreadySaved };
  }
}
