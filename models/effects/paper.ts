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

/** How much of a pixel, 0..1, a ruled line covers; `line` wide, one every `pitch` pixels from `start` on. */
function ruled(size: number, pitch: number, line: number, start: number): Float32Array {
  return Float32Array.from({ length: size }, (_, pixel) => {
    const middle = start + Math.round((pixel + 0.5 - start) / pitch) * pitch;
    const covered = Math.min(pixel + 1, middle + line / 2) - Math.max(pixel, middle - line / 2);
    return Math.min(1, Math.max(0, covered));
  });
}

/** Printed squares, 0..1 where their lines are. */
export function squares(
  width: number,
  height: number,
  pitch: number,
  line: number,
  next: () => number,
): Float32Array {
  const across = ruled(width, pitch, line, next() * pitch);
  const along = ruled(height, pitch, line, next() * pitch);
  return Float32Array.from({ length: width * height }, (_, p) =>
    Math.max(across[p % width]!, along[Math.floor(p / width)]!),
  );
}
