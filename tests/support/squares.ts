import path from 'node:path';
import sharp from 'sharp';
import { PROJECT_ROOT } from '@/lib/env';

/** Folder of the tiny models that see 16×16 squares: black ones as `x`, grey ones as `y`. */
export const SQUARE_MODELS = path.join(PROJECT_ROOT, 'tests', 'fixtures', 'models');

export interface Square {
  x: number;
  y: number;
  /** Side in pixels; the models know 16. */
  side?: number;
  /** Where it is a rule and no square. */
  width?: number;
  /** 0 = black. */
  gray?: number;
}

/** A PNG of filled squares on a paper of one grey. */
export async function squaresPng(
  width: number,
  height: number,
  squares: readonly Square[],
  paper = 255,
): Promise<Buffer> {
  const data = Buffer.alloc(width * height, paper);
  for (const { x, y, side = 16, width: length = side, gray = 0 } of squares) {
    for (let row = y; row < y + side; row++) data.fill(gray, row * width + x, row * width + x + length);
  }
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/**
 * A frame-sized drawing in the importer's manner: its ink ends 14.75 px from the edges, so that it goes
 * through unchanged. Two dots in the corners fix the scale; they are no squares to the models.
 */
export function frameOfSquares(squares: readonly Square[], height = 128): Promise<Buffer> {
  const corners: Square[] = [
    { x: 15, y: 15, side: 1 },
    { x: 752, y: height - 16, side: 1 },
  ];
  return squaresPng(768, height, [...corners, ...squares]);
}

/** Strokes that fill a square of 13.5 units with a pen of 2.5: 16 pixels when the drawing's scale is 1. */
function scribble(left: number, top: number): string {
  const points: string[] = [];
  for (let row = 0; row <= 9; row++) {
    const y = top + row * 1.5;
    points.push(
      ...(row % 2 === 0 ? [`${left} ${y}`, `${left + 13.5} ${y}`] : [`${left + 13.5} ${y}`, `${left} ${y}`]),
    );
  }
  return points.join(', ');
}

/** InkML of x^{x} drawn as two squares 736 units apart, so that it is drawn at scale 1. */
export function squaresInkml(latex = 'x^{x}'): string {
  return `<ink xmlns="http://www.w3.org/2003/InkML">
<annotation type="truth">$${latex}$</annotation>
<annotation type="UI">squares</annotation>
<annotationXML type="truth" encoding="Content-MathML">
<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi xml:id="a">x</mi><mi xml:id="b">x</mi></msup></math>
</annotationXML>
<trace id="0">${scribble(0, 60)}</trace>
<trace id="1">${scribble(722.5, 0)}</trace>
<traceGroup xml:id="g"><annotation type="truth">Segmentation</annotation>
<traceGroup xml:id="g0"><annotation type="truth">x</annotation><traceView traceDataRef="0"/><annotationXML href="a"/></traceGroup>
<traceGroup xml:id="g1"><annotation type="truth">x</annotation><traceView traceDataRef="1"/><annotationXML href="b"/></traceGroup>
</traceGroup>
</ink>
`;
}
