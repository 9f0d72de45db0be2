/** Where each row of a list begins, in pixels from its top; one more than there are rows, the last is the end. */
export function rowOffsets(count: number, heightAt: (row: number) => number): Float64Array {
  const offsets = new Float64Array(count + 1);
  for (let row = 0; row < count; row++) offsets[row + 1] = (offsets[row] ?? 0) + heightAt(row);
  return offsets;
}

/** The last row that begins at or above `y`; by halving, so that it costs the same in a list of any length. */
function rowAt(offsets: Float64Array, y: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? Infinity) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows, first and one after the last, that a window of `height` from `top` on shows; `spare` more at either end. */
export function rowsInSight(
  offsets: Float64Array,
  top: number,
  height: number,
  spare: number,
): { from: number; to: number } {
  const count = offsets.length - 1;
  if (count <= 0) return { from: 0, to: 0 };
  return {
    from: Math.max(0, rowAt(offsets, top) - spare),
    to: Math.min(count, rowAt(offsets, top + height) + 1 + spare),
  };
}
