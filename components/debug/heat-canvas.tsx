'use client';
import { useEffect, useRef } from 'react';
import type { HeatMap } from '@/lib/domain/explanation';
import { channels, heatPixels, strongest } from './heat';

/** Where the detector sees the centres of symbols, laid over the picture: `area` is cut to the image. */
export function HeatCanvas({
  maps,
  width,
  height,
  opacity,
}: {
  maps: readonly HeatMap[];
  /** Image pixels. */
  width: number;
  height: number;
  opacity: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [first] = maps;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !first) return;
    const colour = channels(getComputedStyle(element).getPropertyValue('--confidence-low'));
    const pixels = heatPixels(strongest(maps), colour);
    context.putImageData(new ImageData(pixels, first.columns, first.rows), 0, 0);
  }, [maps, first]);
  if (!first) return null;
  const percent = (value: number, whole: number) => `${(100 * value) / whole}%`;
  const { x, y, width: across, height: down } = first.area;
  return (
    <canvas
      ref={canvas}
      width={first.columns}
      height={first.rows}
      data-heat-map
      aria-hidden="true"
      className="pointer-events-none absolute"
      style={{
        left: percent(x, width),
        top: percent(y, height),
        width: percent(across, width),
        height: percent(down, height),
        opacity,
      }}
    />
  );
}
