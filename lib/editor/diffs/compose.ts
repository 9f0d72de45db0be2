import {
  COLLECTIONS,
  SINGLETONS,
  sameValue,
  type Collection,
  type Diff,
  type Updates,
} from '@/lib/domain/annotation/diff';

/** A collection's part of a diff, with the record type left open: composing never looks inside. */
interface Part {
  added: Record<string, Record<string, unknown>>;
  removed: Record<string, Record<string, unknown>>;
  updated: Record<string, Updates>;
}

const partOf = (diff: Diff, name: Collection): Part => ({
  added: { ...diff[name]?.added },
  removed: { ...diff[name]?.removed },
  updated: { ...diff[name]?.updated },
});

function composeUpdates(first: Updates, second: Updates): Updates {
  const all: Updates = { ...first };
  for (const [property, [from, to]] of Object.entries(second)) {
    const start = first[property] ? first[property][0] : from;
    if (sameValue(start, to)) delete all[property];
    else all[property] = [start, to];
  }
  return all;
}

function differences(from: Record<string, unknown>, to: Record<string, unknown>): Updates {
  const updates: Record<string, unknown> = {};
  for (const property of Object.keys(to)) {
    if (!sameValue(from[property], to[property])) updates[property] = [from[property], to[property]];
  }
  return updates as Updates;
}

function rewound(record: Record<string, unknown>, updates: Updates | undefined) {
  const before = Object.entries(updates ?? {}).map(([property, [from]]) => [property, from]);
  return { ...record, ...Object.fromEntries(before) };
}

function putUpdates(part: Part, id: string, updates: Updates) {
  if (Object.keys(updates).length > 0) part.updated[id] = updates;
  else delete part.updated[id];
}

function composePart(part: Part, second: Part): Part {
  for (const [id, record] of Object.entries(second.removed)) {
    if (part.added[id]) {
      // Added and removed again. Where it had replaced a removed record, that removal stays.
      delete part.added[id];
    } else {
      part.removed[id] = rewound(record, part.updated[id]);
      delete part.updated[id];
    }
  }
  for (const [id, record] of Object.entries(second.added)) {
    const removed = part.removed[id];
    if (removed) {
      delete part.removed[id];
      putUpdates(part, id, differences(removed, record));
    } else part.added[id] = record;
  }
  for (const [id, updates] of Object.entries(second.updated)) {
    const added = part.added[id];
    if (added) {
      const after = Object.entries(updates).map(([property, [, to]]) => [property, to]);
      part.added[id] = { ...added, ...Object.fromEntries(after) };
    } else putUpdates(part, id, composeUpdates(part.updated[id] ?? {}, updates));
  }
  return part;
}

const filled = (value: object) => Object.keys(value).length > 0;

/** One diff that does what `first` and then `second` do; what cancels out is left out. */
export function composeDiffs(first: Diff, second: Diff): Diff {
  const diff: Record<string, unknown> = {};
  for (const name of COLLECTIONS) {
    const part = composePart(partOf(first, name), partOf(second, name));
    const kept = Object.fromEntries(Object.entries(part).filter(([, value]) => filled(value)));
    if (filled(kept)) diff[name] = kept;
  }
  for (const name of SINGLETONS) {
    const updates = composeUpdates(first[name] ?? {}, second[name] ?? {});
    if (filled(updates)) diff[name] = updates;
  }
  return diff as Diff;
}
