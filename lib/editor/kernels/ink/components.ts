import type { Grey } from './pixels';

/** A patch of ink that hangs together, corners included; in pixels of the mask. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of ink in it. */
  readonly area: number;
}

/**
 * The ink of a picture, as runs of ink along the rows and the patches they belong to. Run i of row y,
 * with rowStart[y] <= i < rowStart[y + 1], covers the pixels start[i] <= x < end[i] of patch label[i].
 * Speck, which is too small to be written, has the label -1.
 */
export interface Runs {
  readonly width: number;
  readonly height: number;
  readonly rowStart: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly label: Int32Array;
  readonly patches: readonly Patch[];
}

/** Fewer pixels than this are no writing. */
const SMALLEST_PATCH = 3;

class Growing {
  data = new Int32Array(1024);
  length = 0;

  push(value: number) {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  taken(): Int32Array {
    return this.data.slice(0, this.length);
  }
}

function readRuns({ width, height, data }: Grey, threshold: number) {
  const [start, end] = [new Growing(), new Growing()];
  const rowStart = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    rowStart[y] = start.length;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if ((data[row + x] ?? 0) <= threshold) continue;
      start.push(x);
      for (x++; x < width && (data[row + x] ?? 0) > threshold; x++);
      end.push(x);
    }
  }
  rowStart[height] = start.length;
  return { rowStart, start: start.taken(), end: end.taken() };
}

/** Union-find over run numbers, with path halving; the smallest number of a set stands for it. */
function root(parent: Int32Array, run: number): number {
  let at = run;
  for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
    parent[at] = parent[up] ?? up;
    at = parent[at] ?? at;
  }
  return at;
}

/** First pass: joins the runs of neighbouring rows that touch, also by a corner. */
function join({ rowStart, start, end }: ReturnType<typeof readRuns>): Int32Array {
  const parent = Int32Array.from(start, (_, run) => run);
  for (let y = 1; y + 1 < rowStart.length; y++) {
    let above = rowStart[y - 1] ?? 0;
    const lastAbove = rowStart[y] ?? 0;
    for (let run = lastAbove; run < (rowStart[y + 1] ?? 0); run++) {
      const [from, to] = [start[run] ?? 0, end[run] ?? 0];
      while (above < lastAbove && (end[above] ?? 0) < from) above++;
      for (let other = above; other < lastAbove && (start[other] ?? 0) <= to; other++) {
        const [a, b] = [root(parent, run), root(parent, other)];
        if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return parent;
}

interface Growth {
  left: number;
  top: number;
  right: number;
  bottom: number;
  area: number;
}

/**
 * The patches of ink that hang together (8-connected): two passes over runs with union-find.
 * @param contrast how dark each pixel is against its paper
 * @param threshold above it a pixel is ink
 */
export function componentsOf(contrast: Grey, threshold: number): Runs {
  const runs = readRuns(contrast, threshold);
  const parent = join(runs);
  const found = new Map<number, Growth>();
  for (let y = 0; y < contrast.height; y++) {
    for (let run = runs.rowStart[y] ?? 0; run < (runs.rowStart[y + 1] ?? 0); run++) {
      const [left, right] = [runs.start[run] ?? 0, runs.end[run] ?? 0];
      const set = root(parent, run);
      const patch = found.get(set);
      if (!patch) {
        found.set(set, { left, top: y, right, bottom: y + 1, area: right - left });
        continue;
      }
      patch.left = Math.min(patch.left, left);
      patch.right = Math.max(patch.right, right);
      patch.bottom = y + 1;
      patch.area += right - left;
    }
  }
  const written = [...found].filter(([, { area }]) => area >= SMALLEST_PATCH);
  const labels = new Map(written.map(([set], label) => [set, label]));
  return {
    ...runs,
    width: contrast.width,
    height: contrast.height,
    label: parent.map((_, run) => labels.get(root(parent, run)) ?? -1),
    patches: written.map(([, { left, top, right, bottom, area }]) => ({
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      area,
    })),
  };
}
