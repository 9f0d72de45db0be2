import type { FrameBox } from '../stage';

export interface Detection {
  box: FrameBox;
  score: number;
  /** Index into GROUPS. */
  group: number;
}

/** Intersection over union in 0..1 of two boxes given by corners. */
export function boxIou(a: FrameBox, b: FrameBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared);
}

export interface OverlapLimits {
  within: number;
  across: number;
}

/** Do two detections claim the same symbol? The limit is lower within a group than across groups. */
export function claimSame(
  a: Pick<Detection, 'box' | 'group'>,
  b: Pick<Detection, 'box' | 'group'>,
  limits: OverlapLimits,
): boolean {
  return boxIou(a.box, b.box) > (a.group === b.group ? limits.within : limits.across);
}

/** Greedy non-maximum suppression: of two that claim the same symbol the one with the higher score stays. */
export function suppress(detections: readonly Detection[], limits: OverlapLimits): Detection[] {
  const kept: Detection[] = [];
  for (const detection of [...detections].sort((a, b) => b.score - a.score)) {
    if (!kept.some((other) => claimSame(detection, other, limits))) kept.push(detection);
  }
  return kept;
}
