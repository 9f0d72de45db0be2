/** Weaker than this is paper; a pale line that is no rim of ink has no strong ink within so many pixels. */
const FAINTEST = 0.06;
const RIM = 4;
/** Printed lines go from edge to edge: they touch nearly every row, or nearly every column. */
const EDGE_TO_EDGE = 0.9;

/** Is there ink of at least this strength within RIM pixels? */
function isNear(ink: Float32Array, width: number, height: number, x: number, y: number, strong: number) {
  const [left, right] = [Math.max(0, x - RIM), Math.min(width - 1, x + RIM)];
  for (let row = Math.max(0, y - RIM); row <= Math.min(height - 1, y + RIM); row++) {
    for (let p = row * width + left; p <= row * width + right; p++) if (ink[p]! >= strong) return true;
  }
  return false;
}

/**
 * Is the paper printed with pale lines or squares? `strength` is how strong the ink itself is. Pale writing is
 * not: it leaves the margins free, and where all ink is pale, it is strong for what it is.
 */
export function isRuled(ink: Float32Array, width: number, height: number, strength: number): boolean {
  const strong = strength / 2;
  const rows = new Uint8Array(height);
  const columns = new Uint8Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = ink[y * width + x]!;
      if (value < FAINTEST || value >= strong || (rows[y] && columns[x])) continue;
      if (isNear(ink, width, height, x, y, strong)) continue;
      rows[y] = 1;
      columns[x] = 1;
    }
  }
  const share = (marks: Uint8Array) => marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  return share(rows) >= EDGE_TO_EDGE || share(columns) >= EDGE_TO_EDGE;
}
