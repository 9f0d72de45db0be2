import type { InkImage } from './paper';

/** Pixels at or above this are the core of a stroke. */
const CORE = 0.5;
/** Every stroke gets this strong somewhere; printed lines and the rests of shadows do not (Canny's hysteresis, 1986). */
const STRONG = 0.8;

interface Component {
  pixels: number[];
  /** Its strongest ink. */
  peak: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** 8-connected components of the stroke cores. */
function components({ data, width, height }: InkImage): Component[] {
  const seen = new Uint8Array(data.length);
  const found: Component[] = [];
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || data[start]! < CORE) continue;
    seen[start] = 1;
    const component: Component = { pixels: [start], peak: 0, left: width, top: height, right: 0, bottom: 0 };
    for (let k = 0; k < component.pixels.length; k++) {
      const p = component.pixels[k]!;
      const x = p % width;
      const y = (p - x) / width;
      component.peak = Math.max(component.peak, data[p]!);
      component.left = Math.min(component.left, x);
      component.right = Math.max(component.right, x);
      component.top = Math.min(component.top, y);
      component.bottom = Math.max(component.bottom, y);
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const q = row * width + column;
          if (seen[q] || data[q]! < CORE) continue;
          seen[q] = 1;
          component.pixels.push(q);
        }
      }
    }
    found.push(component);
  }
  return found;
}

/** An edge of the sheet or of a shadow: along the border of the image for more than a third of it. */
function runsAlongBorder(c: Component, width: number, height: number): boolean {
  const touches = c.left === 0 || c.top === 0 || c.right === width - 1 || c.bottom === height - 1;
  return touches && (c.right - c.left > width / 3 || c.bottom - c.top > height / 3);
}

/**
 * What is left of a photographed formula when grain, specks, printed lines and the sheet's edge are taken away. Ink on
 * flat paper is not touched: there, a single pixel was meant.
 */
export function removeSpecks(ink: InkImage): InkImage {
  if (ink.flat) return ink;
  const { data, width, height } = ink;
  const all = components(ink).filter(
    (component) => component.peak >= STRONG && !runsAlongBorder(component, width, height),
  );
  const largest = all.reduce((top, { pixels }) => Math.max(top, pixels.length), 0);
  const smallest = Math.max(3, 0.004 * largest);
  const result = new Float32Array(data.length);
  for (const { pixels } of all) {
    if (pixels.length < smallest) continue;
    // The soft rim of a stroke belongs to it: two pixels around its core are copied with it.
    for (const p of pixels) {
      const x = p % width;
      const y = (p - x) / width;
      for (let row = Math.max(0, y - 2); row <= Math.min(height - 1, y + 2); row++) {
        for (let column = Math.max(0, x - 2); column <= Math.min(width - 1, x + 2); column++) {
          result[row * width + column] = data[row * width + column]!;
        }
      }
    }
  }
  return { ...ink, data: result };
}
