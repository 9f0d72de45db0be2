import { z } from 'zod';
import { isStorable } from '@/lib/domain/text';
import {
  AcceptedSchema,
  LabelSchema,
  LineSchema,
  SymbolSchema,
  TombstoneSchema,
  type Annotation,
} from './schema';

/**
 * One invertible change of an annotation, in records: every symbol, line and tombstone is a record
 * with an id; the label and the accepted stages are one record each. Updates are per property,
 * `[from, to]`, and `from` is checked when the diff is applied.
 */

const ChangeSchema = z.tuple([z.json(), z.json()]);
const UpdatesSchema = z.record(z.string(), ChangeSchema);

function collection<T extends z.ZodType>(record: T) {
  return z
    .object({
      added: z.record(z.string(), record),
      removed: z.record(z.string(), record),
      updated: z.record(z.string(), UpdatesSchema),
    })
    .partial()
    .strict();
}

export const DiffSchema = z
  .object({
    symbols: collection(SymbolSchema),
    lines: collection(LineSchema),
    tombstones: collection(TombstoneSchema),
    label: UpdatesSchema,
    accepted: UpdatesSchema,
  })
  .partial()
  .strict()
  // The keys and the old and new values are open JSON: a draft keeps them before anything is applied.
  .refine(isStorable, { message: 'holds a text that cannot be stored (NUL, or half of a surrogate pair)' });
export type Diff = z.infer<typeof DiffSchema>;
export type Updates = z.infer<typeof UpdatesSchema>;

export const COLLECTIONS = ['symbols', 'lines', 'tombstones'] as const;
export type Collection = (typeof COLLECTIONS)[number];
export const SINGLETONS = ['label', 'accepted'] as const;
export type Singleton = (typeof SINGLETONS)[number];

const RECORD_SCHEMAS = { symbols: SymbolSchema, lines: LineSchema, tombstones: TombstoneSchema };
const SINGLETON_SCHEMAS = { label: LabelSchema, accepted: AcceptedSchema };

/** The diff does not fit the annotation: a `from` differs, an added id exists, a removed id is missing. */
export class DiffMismatch extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(`${path}: ${message}`);
    this.name = 'DiffMismatch';
  }
}

/** Deep equality of plain JSON values; key order does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}

function updateRecord<T extends object>(path: string, record: T, updates: Updates, schema: z.ZodType<T>): T {
  const next = { ...record } as Record<string, unknown>;
  for (const [property, [from, to]] of Object.entries(updates)) {
    if (property === 'id' || !Object.hasOwn(next, property)) {
      throw new DiffMismatch(`${path}.${property}`, 'no such property');
    }
    if (!sameValue(next[property], from)) {
      throw new DiffMismatch(`${path}.${property}`, 'the value to change is not the one expected');
    }
    next[property] = to;
  }
  return schema.parse(next);
}

function applyCollection(annotation: Annotation, name: Collection, diff: NonNullable<Diff[Collection]>) {
  const schema = RECORD_SCHEMAS[name] as z.ZodType<{ id: string }>;
  const next = { ...(annotation[name] as Record<string, { id: string }>) };
  for (const [id, record] of Object.entries(diff.removed ?? {})) {
    if (!Object.hasOwn(next, id) || !sameValue(next[id], record)) {
      throw new DiffMismatch(`${name}.${id}`, 'the record to remove is missing or differs');
    }
    delete next[id];
  }
  for (const [id, record] of Object.entries(diff.added ?? {})) {
    if (Object.hasOwn(next, id) || record.id !== id)
      throw new DiffMismatch(`${name}.${id}`, 'cannot be added under this id');
    next[id] = record;
  }
  for (const [id, updates] of Object.entries(diff.updated ?? {})) {
    const record = Object.hasOwn(next, id) ? next[id] : undefined;
    if (!record) throw new DiffMismatch(`${name}.${id}`, 'the record to change is missing');
    next[id] = updateRecord(`${name}.${id}`, record, updates, schema);
  }
  return next;
}

/**
 * The annotation after `diff`. The input is not changed; records that the diff does not touch are shared.
 * @throws DiffMismatch when the diff was made on another state; ZodError when a new value is malformed.
 */
export function applyDiff(annotation: Annotation, diff: Diff): Annotation {
  const next: Record<string, unknown> = { ...annotation };
  for (const name of COLLECTIONS) {
    const part = diff[name];
    if (part) next[name] = applyCollection(annotation, name, part);
  }
  for (const name of SINGLETONS) {
    const updates = diff[name];
    if (updates) {
      next[name] = updateRecord(
        name,
        annotation[name],
        updates,
        SINGLETON_SCHEMAS[name] as z.ZodType<object>,
      );
    }
  }
  return next as Annotation;
}

function invertUpdates(updates: Updates): Updates {
  return Object.fromEntries(Object.entries(updates).map(([property, [from, to]]) => [property, [to, from]]));
}

/** The diff that takes back `diff`: applying both in turn changes nothing. */
export function invertDiff(diff: Diff): Diff {
  const inverse: Record<string, unknown> = {};
  for (const name of COLLECTIONS) {
    const part = diff[name];
    if (!part) continue;
    inverse[name] = {
      ...(part.removed && { added: part.removed }),
      ...(part.added && { removed: part.added }),
      ...(part.updated && {
        updated: Object.fromEntries(
          Object.entries(part.updated).map(([id, updates]) => [id, invertUpdates(updates)]),
        ),
      }),
    };
  }
  for (const name of SINGLETONS) {
    const updates = diff[name];
    if (updates) inverse[name] = invertUpdates(updates);
  }
  return inverse as Diff;
}

function diffRecord(from: object, to: object): Updates {
  const updates: Updates = {};
  const before = from as Record<string, z.infer<typeof ChangeSchema>[0]>;
  for (const [property, value] of Object.entries(to) as [string, z.infer<typeof ChangeSchema>[0]][]) {
    const old = Object.hasOwn(before, property) ? (before[property] ?? null) : null;
    if (!sameValue(old, value)) updates[property] = [old, value];
  }
  return updates;
}

const isEmpty = (value: object) => Object.keys(value).length === 0;

/** The smallest diff that leads from one annotation to another; empty parts are left out. */
export function diffAnnotations(from: Annotation, to: Annotation): Diff {
  const diff: Record<string, unknown> = {};
  for (const name of COLLECTIONS) {
    const before = from[name] as Record<string, object>;
    const after = to[name] as Record<string, object>;
    const added: Record<string, object> = {};
    const removed: Record<string, object> = {};
    const updated: Record<string, Updates> = {};
    for (const [id, record] of Object.entries(after)) {
      const old = Object.hasOwn(before, id) ? before[id] : undefined;
      if (!old) added[id] = record;
      else if (old !== record) {
        const updates = diffRecord(old, record);
        if (!isEmpty(updates)) updated[id] = updates;
      }
    }
    for (const [id, record] of Object.entries(before)) if (!Object.hasOwn(after, id)) removed[id] = record;
    const part = {
      ...(!isEmpty(added) && { added }),
      ...(!isEmpty(removed) && { removed }),
      ...(!isEmpty(updated) && { updated }),
    };
    if (!isEmpty(part)) diff[name] = part;
  }
  for (const name of SINGLETONS) {
    const updates = diffRecord(from[name], to[name]);
    if (!isEmpty(updates)) diff[name] = updates;
  }
  return diff as Diff;
}

export function isEmptyDiff(diff: Diff): boolean {
  return isEmpty(diff);
}
