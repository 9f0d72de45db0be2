import { readInk, type Ink, type Pixels } from '@/lib/editor/kernels/ink';

/** What the drawing is made with: grey values of ink and paper. */
export interface Colours {
  readonly ink?: number;
  /** Grey of the paper at a pixel. */
  readonly paper?: (x: number, y: number) => number;
}

/** A picture from rows of text: `#` is ink, everything else is paper; each character is `scale` pixels wide and high. */
export function bitmap(
  rows: readonly string[],
  scale = 1,
  { ink = 0, paper = () => 255 }: Colours = {},
): Pixels {
  const width = Math.max(...rows.map((row) => row.length)) * scale;
  const height = rows.length * scale;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const written = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === '#';
      data.set(
        written ? [ink, ink, ink, 255] : [paper(x, y), paper(x, y), paper(x, y), 255],
        (y * width + x) * 4,
      );
    }
  }
  return { width, height, data };
}

/** The ink of a drawn picture, in its own pixels. */
export function inkOf(rows: readonly string[], scale = 1, colours: Colours = {}): Ink {
  const pixels = bitmap(rows, scale, colours);
  return readInk(pixels, pixels);
}

/** White paper of a size with filled black boxes on it. */
export function inkOfBoxes(
  size: { width: number; height: number },
  boxes: readonly { x: number; y: number; width: number; height: number }[],
): Ink {
  const data = new Uint8ClampedArray(size.width * size.height * 4).fill(255);
  for (const box of boxes) {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) data.set([0, 0, 0], (y * size.width + x) * 4);
    }
  }
  return readInk({ ...size, data }, size);
}
