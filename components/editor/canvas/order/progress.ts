import type { SymbolId } from '@/lib/domain/annotation/schema';
import { boxOnScreen, toScreen } from '@/lib/editor/kernels/view';
import type { ParentChoice, PathInProgress } from '@/lib/editor/state';
import type { Overlay, Scene } from '../scene';
import { jointBetween } from './joint';
import { drawMark, drawNumber, NUMBER_HEIGHT, traceJoint } from './marks';

type Context = CanvasRenderingContext2D;

const LINE = 2.5;
const MARK = 7.5;

function boxOf({ state }: Scene, id: SymbolId) {
  const symbol = state.annotation.symbols[id];
  return symbol && boxOnScreen(state.view, symbol.box);
}

function outline(context: Context, scene: Scene, id: SymbolId) {
  const box = boxOf(scene, id);
  if (!box) return;
  context.strokeRect(box.x, box.y, box.width, box.height);
}

function drawPath(context: Context, scene: Scene, { trail, symbols, steps }: PathInProgress) {
  const { palette, state } = scene;
  if (trail.length > 1) {
    context.lineWidth = 7;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.strokeStyle = `${palette.focus}33`;
    context.beginPath();
    for (const point of trail) {
      const { x, y } = toScreen(state.view, point);
      context.lineTo(x, y);
    }
    context.stroke();
  }
  context.strokeStyle = palette.focus;
  context.lineWidth = LINE;
  for (const { symbol, parent, relation } of steps) {
    const [from, to] = [parent && boxOf(scene, parent), boxOf(scene, symbol)];
    if (!from || !to || !relation) continue;
    const joint = jointBetween(from, to, relation);
    context.beginPath();
    traceJoint(context, joint);
    context.stroke();
    drawMark(context, joint, relation, MARK, palette);
  }
  symbols.forEach((id, index) => {
    const box = boxOf(scene, id);
    if (!box) return;
    outline(context, scene, id);
    drawNumber(context, index + 1, { x: box.x, y: box.y - NUMBER_HEIGHT - 2 }, palette.focus, palette);
  });
}

function drawChoice(context: Context, scene: Scene, { child, parent, relation }: ParentChoice) {
  const { palette } = scene;
  context.strokeStyle = palette.focus;
  context.lineWidth = LINE;
  outline(context, scene, child);
  const [from, to] = [parent && boxOf(scene, parent), boxOf(scene, child)];
  if (!to) return;
  if (!from || !parent || !relation) {
    // The start of a line hangs on nothing: a bar where the line would begin.
    context.beginPath();
    context.moveTo(to.x - 7, to.y - 4);
    context.lineTo(to.x - 7, to.y + to.height + 4);
    context.stroke();
    return;
  }
  context.lineWidth = LINE + 1;
  outline(context, scene, parent);
  const joint = jointBetween(from, to, relation);
  context.beginPath();
  traceJoint(context, joint);
  context.stroke();
  drawMark(context, joint, relation, MARK, palette);
}

/** The order as it is being drawn or walked, and the parent as it is being chosen: what Enter or letting go would do. */
export const orderProgress: Overlay = {
  id: 'order-progress',
  shown: ({ state }) => Boolean(state.gesture?.path ?? state.gesture?.parent),
  draw(context, scene) {
    const { path, parent } = scene.state.gesture ?? {};
    if (path) drawPath(context, scene, path);
    if (parent) drawChoice(context, scene, parent);
  },
};
