import type { SymbolId } from '@/lib/domain/annotation/schema';
import { PAD_MULTIPLE, type Frame } from '@/models/frame/frame';
import { frameOf } from '@/models/frame/frame-of';
import type { Card } from '@/models/stages/card';
import type { FrameBox, Proposal, StageContext } from '@/models/stages/stage';

/** Frames (height × width in pixels, multiples of 64 as every frame) with so many symbols on them. */
const PROBES = [
  { height: 64, width: 128, symbols: 1 },
  { height: 64, width: 64, symbols: 2 },
  { height: 256, width: 768, symbols: 17 },
  { height: 192, width: 448, symbols: 2 },
] as const;

export interface Probe {
  /** As people read it: "an image of 768 × 256 with 17 symbols". */
  description: string;
  context: StageContext;
  /** Values of the contract's symbolic sizes: H, W, N; C is the card's. */
  sizes: { H: number; W: number; N: number };
}

/** Boxes of 16 to 24 frame pixels in rows of nine, none on another. */
function boxesOn(width: number, height: number, count: number): FrameBox[] {
  const columns = Math.min(9, count);
  const rows = Math.ceil(count / columns);
  const [stepX, stepY] = [width / columns, height / rows];
  return Array.from({ length: count }, (_, n) => {
    const x = Math.round((n % columns) * stepX + stepX / 4);
    const y = Math.round(Math.floor(n / columns) * stepY + stepY / 4);
    return [x, y, x + 16 + (n % 3) * 4, y + 16 + (n % 2) * 8];
  });
}

/** Outlines of the boxes: something like ink. */
function draw(boxes: readonly FrameBox[], width: number, height: number): Frame {
  const data = new Float32Array(width * height);
  for (const [left, top, right, bottom] of boxes) {
    for (let y = top; y < Math.min(bottom, height); y++) {
      for (let x = left; x < Math.min(right, width); x++) {
        if (y - top < 3 || bottom - y <= 3 || x - left < 3 || right - x <= 3) data[y * width + x] = 1;
      }
    }
  }
  return frameOf(data, width, height);
}

/** Rows that each favour another class: what a recognizer might have said. */
function guesses(rows: number, columns: number): Float32Array {
  const values = new Float32Array(rows * columns).fill(0.2 / columns);
  for (let n = 0; n < rows; n++) values[n * columns + ((n * 7) % columns)]! += 0.8;
  return values;
}

/** What a stage is given to look at when a candidate for it is tried, as the stages before it would have said. */
export function probesFor(card: Card): Probe[] {
  const classes = card.kind === 'onnx' ? card.classes : [];
  const columns = classes.length + 1;
  return PROBES.map(({ height, width, symbols }) => {
    if (height % PAD_MULTIPLE || width % PAD_MULTIPLE)
      throw new Error('a frame is padded to multiples of 64');
    const boxes = boxesOn(width, height, symbols);
    const proposals = boxes.map((box, n): Proposal => ({
      id: `p${n}` as SymbolId,
      box,
      score: 0.9,
      source: null,
    }));
    const probabilities = guesses(symbols, columns);
    return {
      description: `an image of ${width} × ${height} with ${symbols} symbol${symbols > 1 ? 's' : ''}`,
      context: {
        frame: draw(boxes, width, height),
        pins: null,
        outputs: {
          detector: { proposals },
          recognizer: { classes, columns, probabilities, calibrated: probabilities },
        },
      },
      sizes: { H: height, W: width, N: symbols },
    };
  });
}
