/**
 * Rows of a list whose bottom stays where it is, while the pointer is over it: no row changes its place. What is
 * gone leaves its row empty (null), and what is new comes on top.
 */
export function steadyRows(
  before: readonly (string | null)[],
  ids: readonly string[],
): readonly (string | null)[] {
  const known = new Set(before);
  const fresh = ids.filter((id) => !known.has(id));
  const kept = before.map((id) => (id !== null && ids.includes(id) ? id : null));
  const same = fresh.length === 0 && kept.every((id, index) => id === before[index]);
  return same ? before : [...fresh, ...kept];
}

/** An edge of the screen and the strip over it, in CSS pixels. */
interface Strip {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Whether a point is in the strip. */
export const isIn = ({ left, right, top, bottom }: Strip, point: { x: number; y: number }): boolean =>
  point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
