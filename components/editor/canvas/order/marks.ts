import type { Relation } from '@/lib/domain/annotation/schema';
import type { Palette } from '../palette';
import { pointOn, reachOfJoint, type Joint, type Point } from './joint';

type Context = CanvasRenderingContext2D;

/** Where the arrow in the mark of a relation points, in radians; Inside is a ring with a point in it. */
const POINTS: Record<Exclude<Relation, 'Inside'>, number> = {
  Right: 0,
  Sub: Math.PI / 4,
  Sup: -Math.PI / 4,
  Above: -Math.PI / 2,
  Below: Math.PI / 2,
};

/** Adds a joint to the path of the context. */
export function traceJoint(context: Context, { start, bend: [b, c], end }: Joint): void {
  context.moveTo(start.x, start.y);
  context.bezierCurveTo(b.x, b.y, c.x, c.y, end.x, end.y);
}

/** An arrow through `at`, `size` from end to end. */
function arrow(context: Context, at: Point, angle: number, size: number) {
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  const tip = { x: at.x + (x * size) / 2, y: at.y + (y * size) / 2 };
  const barb = (turn: number) => {
    const [bx, by] = [Math.cos(angle + turn), Math.sin(angle + turn)];
    context.lineTo(tip.x - bx * size * 0.55, tip.y - by * size * 0.55);
  };
  context.beginPath();
  context.moveTo(at.x - (x * size) / 2, at.y - (y * size) / 2);
  context.lineTo(tip.x, tip.y);
  context.moveTo(tip.x, tip.y);
  barb(0.6);
  context.moveTo(tip.x, tip.y);
  barb(-0.6);
  context.stroke();
}

/**
 * The mark of a relation at its joint, `radius` screen pixels: a disc of sheet with an arrow to where the child
 * stands. On the row an open arrow head on the line is enough. The context's stroke is its colour.
 */
export function drawMark(
  context: Context,
  joint: Joint,
  relation: Relation,
  radius: number,
  palette: Palette,
): void {
  const at = pointOn(joint, 0.5);
  if (relation === 'Right') {
    if (reachOfJoint(joint) < radius) return;
    const before = pointOn(joint, 0.45);
    const angle = Math.atan2(at.y - before.y, at.x - before.x);
    const size = radius * 0.9;
    context.beginPath();
    context.moveTo(at.x - Math.cos(angle - 0.6) * size, at.y - Math.sin(angle - 0.6) * size);
    context.lineTo(at.x, at.y);
    context.lineTo(at.x - Math.cos(angle + 0.6) * size, at.y - Math.sin(angle + 0.6) * size);
    context.stroke();
    return;
  }
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.sheet;
  context.fill();
  context.stroke();
  if (relation === 'Inside') {
    context.beginPath();
    context.arc(at.x, at.y, radius * 0.35, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle;
    context.fill();
  } else arrow(context, at, POINTS[relation], radius * 1.25);
}

export const NUMBER_HEIGHT = 14;
const FONT_SIZE = 10;

/** How wide the plate of a number is. */
export const numberWidth = (number: number): number => 8 + 6 * String(number).length;

/** A number on a plate whose top left corner is at (x, y). */
export function drawNumber(
  context: Context,
  number: number,
  { x, y }: Point,
  color: string,
  { sheet, font }: Palette,
): void {
  const width = numberWidth(number);
  context.fillStyle = color;
  context.beginPath();
  context.roundRect(x, y, width, NUMBER_HEIGHT, 4);
  context.fill();
  context.fillStyle = sheet;
  context.font = `600 ${FONT_SIZE}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(String(number), x + width / 2, y + NUMBER_HEIGHT / 2 + 0.5);
  context.textAlign = 'start';
}
