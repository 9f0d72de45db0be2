import { along, penStroke } from '../faces/pen';
import type { Outline } from '../outline';
import type { LayoutContext } from './context';

/** Width of the lines that the layout draws itself, in em of the current size. */
export function ruleWidth({ face }: LayoutContext): number {
  return face.isHandwritten ? face.stroke : Math.max(0.04, face.stroke * 0.55);
}

/** A horizontal line from (0, y) to (length, y): a printed rule, or a line drawn by hand. */
export function horizontalBar(length: number, y: number, width: number, context: LayoutContext): Outline {
  if (!context.face.isHandwritten) return rectangle(0, y - width / 2, length, y + width / 2);
  const { random } = context;
  const tilt = random.normal(0.012) * length;
  const sag = random.normal(0.012) * Math.min(length, 3);
  const points = along({ x: 0, y }, { x: length, y }, Math.max(8, Math.ceil(length * 8)));
  return penStroke(
    points.map((point) => {
      const t = point.x / length;
      const bend = sag * Math.sin(Math.PI * t) + tilt * (t - 0.5);
      return { x: point.x, y: point.y + bend, width: width * (0.92 + 0.12 * Math.sin(Math.PI * t)) };
    }),
  );
}

export function rectangle(left: number, top: number, right: number, bottom: number): Outline {
  return [
    [
      [
        { x: left, y: top },
        { x: right, y: top },
        { x: right, y: bottom },
        { x: left, y: bottom },
      ],
    ],
  ];
}
