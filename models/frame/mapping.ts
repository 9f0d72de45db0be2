import type { Box } from '@/lib/domain/geometry/box';

/**
 * Where image pixels lie in the frame: frame = (image - origin) * scale + offset, the same scale for both
 * axes. Coordinates name pixel corners: pixel (0, 0) covers 0..1.
 */
export class FrameMapping {
  constructor(
    readonly scale: number,
    readonly originX: number,
    readonly originY: number,
    readonly offset: number,
    private readonly imageWidth: number,
    private readonly imageHeight: number,
  ) {}

  static identity(imageWidth: number, imageHeight: number): FrameMapping {
    return new FrameMapping(1, 0, 0, 0, imageWidth, imageHeight);
  }

  /** Corners in frame pixels of a box in image pixels. */
  boxToFrame({ x, y, width, height }: Box): [number, number, number, number] {
    const { scale, originX, originY, offset } = this;
    return [
      (x - originX) * scale + offset,
      (y - originY) * scale + offset,
      (x + width - originX) * scale + offset,
      (y + height - originY) * scale + offset,
    ];
  }

  /** The rectangle in image pixels that frame pixels (0, 0) to (width, height) come from; it may exceed the image. */
  areaInImage(width: number, height: number): Box {
    const { scale, originX, originY, offset } = this;
    return {
      x: originX - offset / scale,
      y: originY - offset / scale,
      width: width / scale,
      height: height / scale,
    };
  }

  /** The reverse, cut to the image and rounded to hundredths of a pixel; never without extent. */
  boxToImage([x1, y1, x2, y2]: readonly [number, number, number, number]): Box {
    const { scale, originX, originY, offset, imageWidth, imageHeight } = this;
    const round = (value: number) => Math.round(value * 100) / 100;
    const back = (value: number, origin: number, limit: number) =>
      Math.min(limit, Math.max(0, (value - offset) / scale + origin));
    const left = round(back(x1, originX, imageWidth));
    const top = round(back(y1, originY, imageHeight));
    const right = round(back(x2, originX, imageWidth));
    const bottom = round(back(y2, originY, imageHeight));
    return {
      x: left,
      y: top,
      width: Math.max(0.01, round(right - left)),
      height: Math.max(0.01, round(bottom - top)),
    };
  }
}
