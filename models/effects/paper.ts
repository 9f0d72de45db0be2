import sharp from 'sharp';

/** Smooth noise in -1..1: random values on a coarse grid, interpolated. */
export async function fibres(
  width: number,
  height: number,
  cell: number,
  next: () => number,
): Promise<Float32Array> {
  const [columns, rows] = [Math.ceil(width / cell) + 1, Math.ceil(height / cell) + 1];
  const coarse = Buffer.from(Array.from({ length: columns * rows }, () => Math.floor(next() * 256)));
  const fine = await sharp(coarse, { raw: { width: columns, height: rows, channels: 1 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return Float32Array.from(fine, (value) => value / 127.5 - 1);
}

/** Printed squares: how much of the pixel about a place, 0..1, is covered by a line of theirs. */
export function squaresAt(pitch: number, line: number, next: () => number): (x: number, y: number) => number {
  const [startX, startY] = [next() * pitch, next() * pitch];
  const covered = (place: number) => {
    const away = Math.abs(place - Math.round(place / pitch) * pitch);
    return Math.min(1, Math.max(0, line / 2 + 0.5 - away));
  };
  return (x, y) => Math.max(covered(x - startX), covered(y - startY));
}
