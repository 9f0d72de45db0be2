/** A column that can be sorted by: null values always come last. */
export type SortValue<Row> = (row: Row) => number | string | null;
export type Direction = 'ascending' | 'descending';

/** `rows` by a value of theirs; equal ones keep their order. */
export function sorted<Row>(rows: readonly Row[], by: SortValue<Row>, direction: Direction): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const a = by(one);
    const b = by(other);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b));
  });
}
