import type { SymbolId } from '@/lib/domain/annotation/schema';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { currentBox } from './draw-boxes';
import type { Overlay, Scene } from './scene';

type Context = CanvasRenderingContext2D;

const CORNER = 4;
const TRIANGLE = 6;

function boxOf({ state }: Scene, id: SymbolId) {
  const box = currentBox(state, id);
  return box && state.annotation.symbols[id] ? boxOnScreen(state.view, box) : null;
}

/** The symbols that the token at the caret speaks of: filled and framed, the first of them the strongest. */
export const spokenOverlay: Overlay = {
  id: 'spoken',
  shown: ({ state }) => state.spoken.length > 0,
  draw(context, scene) {
    const { focus } = scene.palette;
    context.strokeStyle = focus;
    for (const [index, id] of scene.state.spoken.entries()) {
      const box = boxOf(scene, id);
      if (!box) continue;
      context.fillStyle = `${focus}${index === 0 ? '30' : '18'}`;
      context.lineWidth = index === 0 ? 2.5 : 1.25;
      context.beginPath();
      context.roundRect(box.x - 3, box.y - 3, box.width + 6, box.height + 6, CORNER);
      context.fill();
      context.stroke();
    }
  },
};

/** A triangle over the box and a rule of dashes under it: shape says it, colour repeats it. */
function drawAlone(
  context: Context,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
) {
  const middle = x + width / 2;
  context.beginPath();
  context.moveTo(middle - TRIANGLE, y - 5 - TRIANGLE * 1.6);
  context.lineTo(middle + TRIANGLE, y - 5 - TRIANGLE * 1.6);
  context.lineTo(middle, y - 5);
  context.closePath();
  context.fill();
  context.setLineDash([5, 3]);
  context.beginPath();
  context.moveTo(x, y + height + 5);
  context.lineTo(x + width, y + height + 5);
  context.stroke();
  context.setLineDash([]);
}

/** The symbols that the label does not say, while the label is looked at. */
export const aloneOverlay: Overlay = {
  id: 'label-disagreement',
  shown: ({ state, problems }) =>
    state.stage === 'converter' && problems.some(({ code }) => code === 'latex_disagrees'),
  draw(context, scene) {
    context.strokeStyle = context.fillStyle = scene.palette.middle;
    context.lineWidth = 2;
    for (const { code, symbols } of scene.problems) {
      if (code !== 'latex_disagrees') continue;
      for (const id of symbols) {
        const box = boxOf(scene, id);
        if (box) drawAlone(context, box);
      }
    }
  },
};
