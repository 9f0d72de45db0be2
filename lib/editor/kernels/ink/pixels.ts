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

/** Luma of ITU-R BT.601 in 1/256, over white paper where the picture is transparent. */
export function greyOf({ width, height, data }: Pixels): Grey {
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    const alpha = data[from + 3] ?? 255;
    const luma =
      (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0) + 128) >> 8;
    grey[at] = alpha === 255 ? luma : 255 - Math.round(((255 - luma) * alpha) / 255);
  }
  return { width, height, data: grey };
}
