import sharp from 'sharp';

/** Bits of the fingerprint: GRID × GRID brightness steps from left to right. */
const GRID = 16;
/** Ratios of width and height are kept in steps of about 5 %. */
const ASPECT_STEP = Math.log(1.05);
/** Grey levels by which paper may differ from the corner of the image. */
const PAPER_NOISE = 40;

/**
 * Perceptual fingerprint of a formula image: the sign of each horizontal brightness step of the ink's bounding
 * box at 17×16 (difference hash, Krawetz 2013), after the box's aspect ratio: `<aspect>:<64 hex digits>`.
 * Copies that were scaled, recompressed, lightened or given another border come out alike.
 */
export async function fingerprint(bytes: Uint8Array, maxPixels: number): Promise<string> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const box = inkExtent(data, info.width, info.height);
  const pixels = await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .extract(box)
    .resize(GRID + 1, GRID, { fit: 'fill', kernel: 'cubic' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  let hash = '';
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column += 4) {
      let digit = 0;
      for (let bit = 0; bit < 4; bit++) {
        const at = row * (GRID + 1) + column + bit;
        // Paper next to paper differs by compression noise only.
        const step = (pixels[at + 1] ?? 0) - (pixels[at] ?? 0);
        digit = digit * 2 + (step > 2 ? 1 : 0);
      }
      hash += digit.toString(16);
    }
  }
  return `${Math.round(Math.log(box.width / box.height) / ASPECT_STEP)}:${hash}`;
}

/** Where the image differs from its top left corner; all of it when it is one colour throughout. */
function inkExtent(data: Uint8Array, width: number, height: number) {
  const paper = data[0] ?? 0;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.abs((data[y * width + x] ?? 0) - paper) <= PAPER_NOISE) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0
    ? { left: 0, top: 0, width, height }
    : { left, top, width: right - left + 1, height: bottom - top + 1 };
}
