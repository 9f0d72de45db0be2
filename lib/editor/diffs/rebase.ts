import {
  COLLECTIONS,
  SINGLETONS,
  diffAnnotations,
  sameValue,
  type Collection,
  type Diff,
  type Updates,
} from '@/lib/domain/annotation/diff';
import {
  AcceptedSchema,
  LabelSchema,
  LineIdSchema,
  LineSchema,
  SymbolIdSchema,
  SymbolSchema,
  TombstoneSchema,
  type Annotation,
} from '@/lib/domain/annotation/schema';
import { withWrittenLabel, writesLabel } from '@/lib/domain/annotation/written-label';
import { danglingPlaces } from './references';

/**
 * A value that could not be set because somebody else had changed it too. `mine` is what the diff
 * wanted, `theirs` what is there; null stands for "no such record". `property` is null when the
 * conflict is about the whole record.
 */
export interface Conflict {
  readonly part: Collection | 'label' | 'accepted';
  readonly id: string | null;
  readonly property: string | null;
  readonly mine: unknown;
  readonly theirs: unknown;
}

type Fields = Record<string, unknown>;
type Records = Record<string, Fields>;

/** Pins are flags of their own: two people who pin different values of a symbol do not contradict each other. */
function mergedPins(property: string, current: unknown, from: unknown, to: unknown): unknown {
  if (property !== 'pins') return undefined;
  const [now, before, after] = [current as Fields, from as Fields, to as Fields];
  return Object.fromEntries(
    Object.keys(now).map((pin) => [pin, before[pin] === after[pin] ? now[pin] : after[pin]]),
  );
}

function updateFields(
  record: Fields,
  updates: Updates,
  report: (property: string, mine: unknown) => void,
): Fields {
  const next = { ...record };
  for (const [property, [from, to]] of Object.entries(updates)) {
    const current = record[property];
    if (sameValue(current, from)) next[property] = to;
    else if (!sameValue(current, to)) {
      const merged = mergedPins(property, current, from, to);
      if (merged === undefined) report(property, to);
      else next[property] = merged;
    }
  }
  return next;
}

function applyPart(records: Records, diff: Diff, part: Collection, conflicts: Conflict[]): Records {
  const next = { ...records };
  for (const [id, record] of Object.entries(diff[part]?.removed ?? {})) {
    const current = records[id];
    if (!current) continue;
    if (sameValue(current, record)) delete next[id];
    else conflicts.push({ part, id, property: null, mine: null, theirs: current });
  }
  for (const [id, record] of Object.entries(diff[part]?.added ?? {})) {
    const current = next[id];
    if (!current) next[id] = record;
    else if (!sameValue(current, record)) {
      conflicts.push({ part, id, property: null, mine: record, theirs: current });
    }
  }
  for (const [id, updates] of Object.entries(diff[part]?.updated ?? {})) {
    const current = next[id];
    if (current) {
      next[id] = updateFields(current, updates, (property, mine) =>
        conflicts.push({ part, id, property, mine, theirs: current[property] }),
      );
      continue;
    }
    for (const [property, [, mine]] of Object.entries(updates)) {
      conflicts.push({ part, id, property, mine, theirs: null });
    }
  }
  return next;
}

/**
 * Places that point at nothing after the merge: a place that the diff wanted falls back to what was
 * there (or to none) and is reported; so is the removal of a symbol that others still hang on.
 */
function mend(before: Annotation, merged: Annotation, conflicts: Conflict[]): Annotation {
  let next = merged;
  for (let dangling = danglingPlaces(next); dangling.length > 0; dangling = danglingPlaces(next)) {
    const symbols = { ...next.symbols };
    for (const id of dangling) {
      const symbol = symbols[id];
      if (!symbol) continue;
      const old = before.symbols[id]?.place ?? null;
      const place = sameValue(old, symbol.place) ? null : old;
      conflicts.push({ part: 'symbols', id, property: 'place', mine: symbol.place, theirs: place });
      symbols[id] = { ...symbol, place };
    }
    next = { ...next, symbols };
  }
  return next;
}

/** A symbol that is there after all, since somebody kept it or put it back, is not among the deleted ones. */
function withoutGravesOfTheLiving(merged: Annotation, { symbols, tombstones }: Diff): Annotation {
  const concerned = [...Object.keys(tombstones?.added ?? {}), ...Object.keys(symbols?.added ?? {})];
  const living = concerned.filter(
    (id) => Object.hasOwn(merged.symbols, id) && Object.hasOwn(merged.tombstones, id),
  );
  if (living.length === 0) return merged;
  const kept = Object.entries(merged.tombstones).filter(([id]) => !living.includes(id));
  return { ...merged, tombstones: Object.fromEntries(kept) as Annotation['tombstones'] };
}

/**
 * Where two changes meet that both wrote the label from the tree, it follows the tree that came of both; a label
 * that somebody typed stays.
 */
function followTree(merged: Annotation, diff: Diff, conflicts: Conflict[]): Annotation {
  const others = conflicts.filter(({ part }) => part !== 'label');
  if (!writesLabel(diff) || others.length === conflicts.length) return merged;
  conflicts.splice(0, conflicts.length, ...others);
  return withWrittenLabel(merged);
}

const RECORDS = {
  symbols: [SymbolIdSchema, SymbolSchema],
  lines: [LineIdSchema, LineSchema],
  tombstones: [SymbolIdSchema, TombstoneSchema],
} as const;

/**
 * `next` as an annotation, with every record parsed that is another than before. Those that the diff left alone
 * stay the very same, so that what was worked out from them still holds, and cost nothing.
 * @throws ZodError when a value that the diff brings is none.
 */
function parsed(before: Annotation, next: Fields): Annotation {
  for (const part of COLLECTIONS) {
    const [old, now] = [before[part] as Records, next[part] as Records];
    if (old === now) continue;
    const [key, record] = RECORDS[part];
    for (const [id, value] of Object.entries(now)) {
      if (value !== old[id]) now[key.parse(id)] = record.parse(value);
    }
  }
  if (next.label !== before.label) next.label = LabelSchema.parse(next.label);
  if (next.accepted !== before.accepted) next.accepted = AcceptedSchema.parse(next.accepted);
  return next as Annotation;
}

export interface Rebased {
  readonly annotation: Annotation;
  /** What was really done, with the `from` values of the annotation it was applied to. */
  readonly diff: Diff;
  readonly conflicts: Conflict[];
}

/**
 * Applies to `annotation` a diff that was made on another state of it, per property: what still
 * fits is applied, what is there already is left, and what somebody else has changed is kept as
 * they left it and reported. The result is always well-formed.
 */
export function rebaseDiff(annotation: Annotation, diff: Diff): Rebased {
  const conflicts: Conflict[] = [];
  const next: Fields = { ...annotation };
  for (const part of COLLECTIONS) {
    if (diff[part]) next[part] = applyPart(annotation[part] as Records, diff, part, conflicts);
  }
  for (const part of SINGLETONS) {
    const updates = diff[part];
    const current = annotation[part] as Fields;
    if (!updates) continue;
    next[part] = updateFields(current, updates, (property, mine) =>
      conflicts.push({ part, id: null, property, mine, theirs: current[property] }),
    );
  }
  const mended = mend(annotation, parsed(annotation, next), conflicts);
  const merged = followTree(withoutGravesOfTheLiving(mended, diff), diff, conflicts);
  return { annotation: merged, diff: diffAnnotations(annotation, merged), conflicts };
}
