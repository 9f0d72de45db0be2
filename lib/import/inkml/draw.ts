import sharp from 'sharp';
import { AppError } from '@/lib/errors';
import { planePoints, toImage, type InkDocument } from '@/lib/domain/ink';
import type { Box } from '@/lib/domain/geometry/box';
import { fitInk, PEN_WIDTH, symbolBox } from './geometry';

export interface InkDrawing {
  svg: string;
  /** Pixels. */
  width: number;
  height: number;
  transform: InkDocument['transform'];
  /** Boxes of the segmentation's symbols in pixels of the drawing, by symbol id. */
  boxes: Record<string, Box>;
}

const two = (value: number) => String(Math.round(value * 100) / 100);

/**
 * Draws ink as the models see it: black strokes of 2.5 px with round caps on white, fitted into 736×224 with a
 * margin of 16, so that the image is at most 768×256.
 * @throws AppError `broken_file` when there is nothing to draw.
 */
export function drawInk(ink: InkDocument): InkDrawing {
  const shown = new Set(ink.drawn);
  const traces = ink.traces.filter((trace) => shown.has(trace.id));
  const fit = fitInk(ink, traces);
  if (!fit) throw new AppError('broken_file', 'There are no strokes to draw.');
  const { transform, width, height } = fit;
  const path = traces
    .map((trace) => {
      const points = planePoints(ink, trace).map((point) => toImage(transform, point).map(two).join(' '));
      // A dot is a line to itself, which round caps make visible.
      return `M${points[0]}L${points.slice(points.length > 1 ? 1 : 0).join('L')}`;
    })
    .join('');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/><path d="${path}" fill="none" stroke="#000" ` +
    `stroke-width="${PEN_WIDTH}" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  const byId = new Map(traces.map((trace) => [trace.id, trace]));
  const boxes: Record<string, Box> = {};
  for (const [symbol, ids] of Object.entries(ink.symbols)) {
    const box = symbolBox(
      { ...ink, transform },
      ids.flatMap((id) => byId.get(id) ?? []),
    );
    if (box) boxes[symbol] = box;
  }
  return { svg, width, height, transform, boxes };
}

/** The drawing as a grey PNG. */
export async function inkPng(drawing: Pick<InkDrawing, 'svg'>): Promise<Uint8Array> {
  return sharp(Buffer.from(drawing.svg))
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .png({ compressionLevel: 9 })
    .toBuffer();
}
