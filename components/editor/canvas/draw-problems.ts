import { intersection, type Box } from '@/lib/domain/geometry/box';
import { problemMarks, type ProblemMark } from '@/lib/editor/kernels/problem-marks';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { currentBox } from './draw-boxes';
import { jointBetween, pointOn, type Point } from './order/joint';
import { traceJoint } from './order/marks';
import type { Overlay, Scene } from './scene';

type Context = CanvasRenderingContext2D;

/** The marks of the rules that the stage on the screen breaks. */
function marksOf({ state, problems }: Scene): ProblemMark[] {
  const here = problems.filter(({ stage, severity }) => stage === state.stage && severity === 'error');
  return problemMarks(state.annotation, here);
}

const CROSS = 7;

/** A filled square with a cross: the same sign as on the stage that is broken. */
function drawCross(context: Context, { x, y }: Point, color: string, sheet: string) {
  context.fillStyle = color;
  context.beginPath();
  context.roundRect(x - CROSS, y - CROSS, 2 * CROSS, 2 * CROSS, 3);
  context.fill();
  context.strokeStyle = sheet;
  context.lineWidth = 1.75;
  const arm = CROSS * 0.45;
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x + arm, y - arm);
  context.lineTo(x - arm, y + arm);
  context.stroke();
}

/** The outline says what kind of fault it is without colour: broken for none, doubled for one too many. */
function drawOutline(context: Context, box: Box, kind: ProblemMark['kind']) {
  const around = (air: number) =>
    context.strokeRect(box.x - air, box.y - air, box.width + 2 * air, box.height + 2 * air);
  context.lineWidth = 2;
  context.setLineDash(kind === 'orphan' || kind === 'no_class' ? [3, 4] : []);
  around(2);
  context.setLineDash([]);
  if (kind === 'orphan' || kind === 'no_class') return;
  context.lineWidth = 1;
  around(5);
}

const LABEL_HEIGHT = 17;
const LABEL_FONT = 12;

/** A label beside its box, where no other label is: under it, over it, or further down. */
function labelBox(width: number, box: Box, taken: readonly Box[]): Box {
  const at = (x: number, y: number): Box => ({ x, y, width, height: LABEL_HEIGHT });
  const under = box.y + box.height + 8;
  const spots = [
    at(box.x - 2, under),
    at(box.x - 2, box.y - LABEL_HEIGHT - 20),
    ...[1, 2, 3].map((row) => at(box.x - 2, under + row * (LABEL_HEIGHT + 3))),
  ];
  const free = spots.find((spot) => taken.every((other) => intersection(spot, other) === 0));
  return free ?? at(box.x - 2, under);
}

function drawLabel(context: Context, text: string, box: Box, color: string, sheet: string) {
  context.fillStyle = sheet;
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 4);
  context.fill();
  context.stroke();
  context.fillStyle = color;
  context.textBaseline = 'middle';
  context.fillText(text, box.x + 5, box.y + box.height / 2 + 0.5);
}

function drawWrongJoint(context: Context, { state, palette }: Scene, id: ProblemMark['symbol'], to: Box) {
  const place = state.annotation.symbols[id]?.place;
  const from = place?.parent && currentBox(state, place.parent);
  if (!from || !place.relation) return;
  const joint = jointBetween(boxOnScreen(state.view, from), to, place.relation);
  context.strokeStyle = palette.low;
  context.lineWidth = 2.5;
  context.beginPath();
  traceJoint(context, joint);
  context.stroke();
  drawCross(context, pointOn(joint, 0.5), palette.low, palette.sheet);
}

/** Broken rules where they are: the symbols and joints that are wrong, and beside them what is wrong in words. */
export const problemsOverlay: Overlay = {
  id: 'problems',
  layer: 'boxes',
  shown: ({ problems, state }) =>
    problems.some(({ stage, severity }) => stage === state.stage && severity === 'error'),
  draw(context, scene) {
    const { state, palette, problemLabel } = scene;
    const shown = marksOf(scene).flatMap((mark) => {
      const box = currentBox(state, mark.symbol);
      return box ? [{ mark, box: boxOnScreen(state.view, box) }] : [];
    });
    for (const { mark, box } of shown) {
      context.strokeStyle = palette.low;
      drawOutline(context, box, mark.kind);
      if (mark.joint) drawWrongJoint(context, scene, mark.symbol, box);
      else drawCross(context, { x: box.x + box.width + 3, y: box.y - 3 }, palette.low, palette.sheet);
    }
    context.font = `600 ${LABEL_FONT}px ${palette.font}`;
    const labels: Box[] = [];
    for (const { mark, box } of shown) {
      if (!mark.said) continue;
      const text = problemLabel(mark);
      const label = labelBox(context.measureText(text).width + 10, box, labels);
      labels.push(label);
      drawLabel(context, text, label, palette.low, palette.sheet);
    }
  },
};
