/** Contributions of source pixels to one target pixel along one axis. */
interface Taps {
  from: number;
  weights: number[];
}

/**
 * Taps along one axis: when shrinking, target pixels average the source area that they cover; when
 * enlarging, they interpolate linearly. Source coordinate = target coordinate / scale + origin.
 */
function taps(target: number, source: number, scale: number, origin: number): Taps[] {
  const reach = Math.max(1, 1 / scale);
  return Array.from({ length: target }, (_, t) => {
    const centre = (t + 0.5) / scale + origin;
    const from = Math.floor(centre - (reach + 1) / 2);
    const weights: number[] = [];
    let sum = 0;
    for (let s = from; s <= Math.ceil(centre + (reach + 1) / 2); s++) {
      const distance = Math.abs(s + 0.5 - centre);
      // Overlap of the target's footprint with the pixel: a box of `reach` convolved with a pixel.
      const weight = Math.max(0, Math.min(1, (reach + 1) / 2 - distance));
      weights.push(s >= 0 && s < source ? weight : 0);
      sum += weight;
    }
    return { from, weights: weights.map((weight) => weight / sum) };
  });
}

/**
 * Part of an image, from (originX, originY) on, scaled into `target` = [width, height]; what lies outside
 * of the source is 0. Separable; values are averaged, never amplified.
 */
export function resample(
  data: Float32Array,
  source: readonly [width: number, height: number],
  target: readonly [width: number, height: number],
  scale: number,
  originX: number,
  originY: number,
): Float32Array {
  const [sourceWidth, sourceHeight] = source;
  const [width, height] = target;
  const across = taps(width, sourceWidth, scale, originX);
  const narrow = new Float32Array(width * sourceHeight);
  for (let y = 0; y < sourceHeight; y++) {
    for (let x = 0; x < width; x++) {
      const { from, weights } = across[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        if (weights[k] !== 0) sum += weights[k]! * data[y * sourceWidth + from + k]!;
      }
      narrow[y * width + x] = sum;
    }
  }
  const result = new Float32Array(width * height);
  taps(height, sourceHeight, scale, originY).forEach(({ from, weights }, y) => {
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k]!;
      if (weight === 0) continue;
      const row = (from + k) * width;
      for (let x = 0; x < width; x++) result[y * width + x]! += weight * narrow[row + x]!;
    }
  });
  return result;
}
