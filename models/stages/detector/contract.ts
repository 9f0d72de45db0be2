/**
 * The detector's tensors. `heat` is after the sigmoid, one map per group; `ltrb` holds, group-major, the
 * distances in frame pixels from the cell's centre ((x + .5) * 4, (y + .5) * 4) to the four sides.
 */
export const STRIDE = 4;

/** A radical's centre often falls on its content, so that radicals and bars have maps of their own. */
export const GROUPS = ['radical', 'bar', 'other'] as const;
export const GROUP_COUNT = GROUPS.length;

/** Index of the heat map that holds symbols of class `name`. */
export function groupOf(name: string): number {
  if (name === '\\sqrt') return 0;
  return name === '-' ? 1 : 2;
}

/** Used where the card says nothing. */
export const DEFAULT_THRESHOLDS = { score: 0.4, nmsWithinGroup: 0.5, nmsAcrossGroups: 0.8 };

/** No formula has more; keeps a broken model from flooding the stages behind. */
export const MAX_PROPOSALS = 400;
