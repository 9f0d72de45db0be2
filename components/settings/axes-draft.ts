import type { Axis } from '@/lib/domain/quotas';

/** Axes as they are being written; what is new may still be taken back and have its key changed. */
export type DraftValue = { id: number; key: string; name: string; isNew: boolean };
export type DraftAxis = DraftValue & { values: DraftValue[] };

let nextId = 0;
const draft = (key: string, name: string, isNew: boolean): DraftValue => ({ id: nextId++, key, name, isNew });

export function draftOf(axes: readonly Axis[]): DraftAxis[] {
  return axes.map((axis) => ({
    ...draft(axis.key, axis.name, false),
    values: axis.values.map((value) => draft(value.key, value.name, false)),
  }));
}

export const newValue = (): DraftValue => draft('', '', true);
export const newAxis = (): DraftAxis => ({ ...newValue(), values: [newValue()] });

/** A key for a name: lower case, what no key may hold becomes a hyphen. Letters of any script stay. */
export function keyFor(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s=;,/]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
}

/** The axes to save: rows without a name were not meant. */
export function axesOf(drafts: readonly DraftAxis[]): Axis[] {
  const named = <Row extends DraftValue>(rows: readonly Row[]) =>
    rows.filter(({ name }) => name.trim() !== '');
  return named(drafts).map((axis) => ({
    key: axis.key || keyFor(axis.name),
    name: axis.name.trim(),
    values: named(axis.values).map(({ key, name }) => ({ key: key || keyFor(name), name: name.trim() })),
  }));
}
