import { COLLECTIONS, SINGLETONS, sameValue, type Diff } from '@/lib/domain/annotation/diff';
import { AnnotationSchema, type Annotation, type SymbolId } from '@/lib/domain/annotation/schema';
import { writesLabel } from '@/lib/domain/annotation/written-label';
import { removeSymbol } from '@/lib/domain/ordering';
import { composeDiffs } from '../diffs/compose';
import type { Conflict } from '../diffs/rebase';
import { danglingPlaces } from '../diffs/references';
import { randomUuid } from '../uuid';
import { ConflictDraftSchema, type ConflictDraft } from './journal';
import { rebase, type PendingEdit, type RebasedLedger } from './pending';

const JSON_VALUE = ConflictDraftSchema.shape.mine;

export interface Clash {
  readonly edit: PendingEdit;
  readonly conflict: Conflict;
  /** Why the value is not saved: `changed`, the default, by somebody else, or refused by the server. */
  readonly reason?: ConflictDraft['reason'];
}

/**
 * What is left to decide: of several edits to one value only the last counts, and none where the
 * edits together leave the value as it was (a change and its undo) or say what the other said.
 */
export function draftsOf(pending: readonly PendingEdit[], clashes: readonly Clash[]): ConflictDraft[] {
  const net = pending.reduce<Diff>((diff, edit) => composeDiffs(diff, edit.diff), {});
  const last = new Map<string, Clash>();
  for (const clash of clashes) {
    const { part, id, property, mine, theirs } = clash.conflict;
    const key = JSON.stringify([part, id, property]);
    if (touches(net, clash.conflict) && !sameValue(mine, theirs)) last.set(key, clash);
    else last.delete(key);
  }
  return [...last.values()].map(draftOf);
}

/** Every value that `edits` together wanted, against what `annotation` holds: for edits that cannot be saved. */
function clashesOf(edits: readonly PendingEdit[], annotation: Annotation): Clash[] {
  const edit = edits.at(-1);
  if (!edit) return [];
  const net = edits.reduce<Diff>((diff, { diff: next }) => composeDiffs(diff, next), {});
  const clashes: Clash[] = [];
  const add = (conflict: Conflict) => clashes.push({ edit, conflict, reason: 'refused' });
  for (const part of COLLECTIONS) {
    const records: Record<string, object> = annotation[part];
    const { added = {}, removed = {}, updated = {} } = net[part] ?? {};
    const whole = { property: null, part };
    for (const id of Object.keys(removed)) add({ ...whole, id, mine: null, theirs: records[id] ?? null });
    for (const [id, mine] of Object.entries(added)) add({ ...whole, id, mine, theirs: records[id] ?? null });
    for (const [id, updates] of Object.entries(updated)) {
      const theirs = new Map<string, unknown>(Object.entries(records[id] ?? {}));
      for (const [property, [, mine]] of Object.entries(updates))
        add({ part, id, property, mine, theirs: theirs.get(property) ?? null });
    }
  }
  for (const part of SINGLETONS) {
    if (part === 'label' && writesLabel(net)) continue;
    const theirs = new Map<string, unknown>(Object.entries(annotation[part]));
    for (const [property, [, mine]] of Object.entries(net[part] ?? {}))
      add({ part, id: null, property, mine, theirs: theirs.get(property) ?? null });
  }
  return clashes;
}

function touches(net: Diff, { part, id, property }: Conflict): boolean {
  if (part === 'label' || part === 'accepted')
    return property !== null && net[part]?.[property] !== undefined;
  if (id === null) return false;
  const { added, removed, updated } = net[part] ?? {};
  const whole: boolean = Object.hasOwn(added ?? {}, id) || Object.hasOwn(removed ?? {}, id);
  // A place that lost its parent was not in any edit of its own; the person still has to hear of it.
  return whole || property === null || property === 'place' || updated?.[id]?.[property] !== undefined;
}

/**
 * Takes edits that the server will never take out of the unsaved ones: the document goes on without them, and
 * their values wait for the person.
 */
export function setAside(
  refused: readonly PendingEdit[],
  rest: readonly PendingEdit[],
  now: { readonly annotation: Annotation; readonly version: number },
): Pick<RebasedLedger, 'ledger' | 'document'> & { readonly conflicts: readonly ConflictDraft[] } {
  const { ledger, document, conflicts } = rebase(rest, now.annotation, now.version);
  const clashes = [...clashesOf(refused, now.annotation), ...conflicts];
  return { ledger, document, conflicts: draftsOf([...refused, ...rest], clashes) };
}

function draftOf({ edit, conflict, reason = 'changed' }: Clash): ConflictDraft {
  return {
    id: randomUuid(),
    action: edit.action,
    part: conflict.part,
    record: conflict.id,
    property: conflict.property,
    mine: JSON_VALUE.parse(conflict.mine ?? null),
    theirs: JSON_VALUE.parse(conflict.theirs ?? null),
    reason,
  };
}

/**
 * The annotation with the person's own value after all; null when that cannot be any more, e.g. because the symbol
 * that the value belongs to is gone.
 */
export function takeMine(annotation: Annotation, draft: ConflictDraft): Annotation | null {
  const { part, record, property, mine } = draft;
  // Deleting closes the gap in the ordering, and is remembered.
  if (part === 'symbols' && record !== null && property === null && mine === null)
    return removeSymbol(annotation, record as SymbolId);
  const next: Record<string, unknown> = { ...annotation };
  if (draft.part === 'label' || draft.part === 'accepted') {
    if (draft.property === null) return null;
    next[draft.part] = { ...annotation[draft.part], [draft.property]: draft.mine };
  } else {
    if (draft.record === null) return null;
    const records: Record<string, unknown> = { ...annotation[draft.part] };
    const current = records[draft.record];
    if (draft.property !== null) {
      if (!current) return null;
      records[draft.record] = { ...current, [draft.property]: draft.mine };
    } else if (draft.mine === null) delete records[draft.record];
    else records[draft.record] = draft.mine;
    next[draft.part] = records;
  }
  const parsed = AnnotationSchema.safeParse(next);
  return parsed.success && danglingPlaces(parsed.data).length === 0 ? parsed.data : null;
}
