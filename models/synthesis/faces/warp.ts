import type { Random } from '../random';
import { mapPoints, type Outline, type Point } from '../outline';

/**
 * A smooth low-frequency displacement of the plane: three sine waves per axis, in random directions.
 * `amplitude` and `wavelength` are in the unit of the points.
 */
export function smoothWarp(random: Random, amplitude: number, wavelength: number): (point: Point) => Point {
  const waves = Array.from({ length: 3 }, () => {
    const angle = random.range(0, 2 * Math.PI);
    const frequency = (2 * Math.PI) / (wavelength * random.range(0.8, 1.6));
    return {
      kx: frequency * Math.cos(angle),
      ky: frequency * Math.sin(angle),
      phaseX: random.range(0, 2 * Math.PI),
      phaseY: random.range(0, 2 * Math.PI),
    };
  });
  const share = amplitude / Math.sqrt(waves.length);
  return ({ x, y }) => {
    let dx = 0;
    let dy = 0;
    for (const wave of waves) {
      const angle = wave.kx * x + wave.ky * y;
      dx += Math.sin(angle + wave.phaseX);
      dy += Math.sin(angle + wave.phaseY);
    }
    return { x: x + share * dx, y: y + share * dy };
  };
}

/** How much one writer's glyphs differ from one another; lengths in em, angles in radians. */
export interface Unsteadiness {
  warp: number;
  rotation: number;
  scale: number;
  shift: number;
}

/** The same glyph as a hand would write it once more. */
export function rewritten(outline: Outline, random: Random, hand: Unsteadiness): Outline {
  const warp = smoothWarp(random, hand.warp, 0.7);
  const angle = random.normal(hand.rotation);
  const cosine = Math.cos(angle) * (1 + random.normal(hand.scale));
  const sine = Math.sin(angle);
  const tall = 1 + random.normal(hand.scale);
  const drop = random.normal(hand.shift);
  return mapPoints(outline, (point) => {
    const { x, y } = warp(point);
    return { x: cosine * x - sine * y, y: sine * x + cosine * tall * y + drop };
  });
}
