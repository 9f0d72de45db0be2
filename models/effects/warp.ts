import type { Box } from '@/lib/domain/geometry/box';
import type { Drawing } from './drawing';
import { homographyOf, project, type Homography, type Point } from './homography';

/** A drawing moved by a projective map, and where its boxes went. */
export interface Warped extends Drawing {
  /** Where on the paper, in pixels of the drawing, each pixel comes from; beyond the drawing's edges, too. */
  from: { x: Float32Array; y: Float32Array };
  mapBox(box: Box): Box;
}

/** Where `back` says that each pixel's centre comes from. */
function origins(back: Homography, width: number, height: number): Warped['from'] {
  const [a, b, c, d, e, f, g, i] = back as [number, number, number, number, number, number, number, number];
  const from = { x: new Float32Array(width * height), y: new Float32Array(width * height) };
  for (let y = 0.5, p = 0; y < height; y++) {
    for (let x = 0.5; x < width; x++, p++) {
      const depth = g * x + i * y + 1;
      from.x[p] = (a * x + b * y + c) / depth;
      from.y[p] = (d * x + e * y + f) / depth;
    }
  }
  return from;
}

/** The drawing's darkness at these places, bilinear between its pixels and 0 outside. */
function sample({ ink, width: w, height: h }: Drawing, { x: xs, y: ys }: Warped['from']): Float32Array {
  const at = (x: number, y: number) => (x >= 0 && y >= 0 && x < w && y < h ? ink[y * w + x]! : 0);
  return xs.map((x, p) => {
    const [u, v] = [x - 0.5, ys[p]! - 0.5];
    if (u < -1 || v < -1 || u >= w || v >= h) return 0;
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const upper = at(left, top) + (at(left + 1, top) - at(left, top)) * (u - left);
    const lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * (u - left);
    return upper + (lower - upper) * (v - top);
  });
}

/** Weaker ink does not decide where a symbol ends; no symbol's box is thinner, in pixels of the drawing. */
const VISIBLE = 0.3;
const THINNEST = 9;

function hull(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Grown about its middle to be at least this wide and high. */
function atLeast({ x, y, width, height }: Box, [w, h]: readonly [number, number]): Box {
  const [more, taller] = [Math.max(0, w - width), Math.max(0, h - height)];
  return { x: x - more / 2, y: y - taller / 2, width: width + more, height: height + taller };
}

/** The upright box around the ink that lies in `box`, moved; around the box where it has no ink. */
function mapInk({ ink, width, height }: Drawing, forth: Homography, scale: number) {
  return (box: Box): Box => {
    const [right, bottom] = [box.x + box.width, box.y + box.height];
    const points: Point[] = [];
    for (let y = Math.max(0, Math.floor(box.y)); y < Math.min(height, Math.ceil(bottom)); y++) {
      for (let x = Math.max(0, Math.floor(box.x)); x < Math.min(width, Math.ceil(right)); x++) {
        if (ink[y * width + x]! < VISIBLE) continue;
        const [x1, x2] = [Math.max(x, box.x), Math.min(x + 1, right)];
        const [y1, y2] = [Math.max(y, box.y), Math.min(y + 1, bottom)];
        points.push([x1, y1], [x2, y1], [x1, y2], [x2, y2]);
      }
    }
    if (points.length === 0) points.push([box.x, box.y], [right, box.y], [box.x, bottom], [right, bottom]);
    const least = [Math.min(THINNEST, box.width) * scale, Math.min(THINNEST, box.height) * scale] as const;
    return atLeast(hull(points.map((point) => project(forth, point))), least);
  };
}

/** Moves a drawing so that its corners (from the top left one, clockwise) come to lie at `places`. */
export function warp(drawing: Drawing, places: readonly Point[], width: number, height: number): Warped {
  const { width: w, height: h } = drawing;
  const source: Point[] = [
    [0, 0],
    [w, 0],
    [w, h],
    [0, h],
  ];
  const [forth, back] = [homographyOf(source, places), homographyOf(places, source)];
  const scale = Math.hypot(places[1]![0] - places[0]![0], places[1]![1] - places[0]![1]) / w;
  const from = origins(back, width, height);
  return { ink: sample(drawing, from), from, width, height, mapBox: mapInk(drawing, forth, scale) };
}
