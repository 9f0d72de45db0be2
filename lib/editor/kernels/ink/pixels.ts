/** A picture as a canvas gives it (`ImageData` is one): 4 bytes a pixel, red, green, blue, alpha, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** Grey values, one byte a pixel, row by row; 255 is white. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** All four bytes of opaque white. */
const WHITE = 0xffffffff;

/** Luma of ITU-R BT.601 in 1/256, over white paper where the picture is transparent. */
export function greyOf({ width, height, data }: Pixels): Grey {
  const grey = new Uint8Array(width * height);
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  // A pixel at a time, and white at once: most of a page is white.
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, grey.length);
  for (let at = 0; at < grey.length; at++) {
    if (words[at] === WHITE) {
      grey[at] = 255;
      continue;
    }
    const from = at * 4;
    const luma =
      (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0) + 128) >> 8;
    const alpha = data[from + 3] ?? 255;
    grey[at] = alpha === 255 ? luma : 255 - Math.round(((255 - luma) * alpha) / 255);
  }
  return { width, height, data: grey };
}
