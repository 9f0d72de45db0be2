import type { Annotation, Place, SymbolId } from '@/lib/domain/annotation/schema';
import { centre, type Box } from '@/lib/domain/geometry/box';
import type { ProposalItem } from '@/lib/editor/cascade/items';
import { currentItem, shownItems } from '@/lib/editor/cascade/state';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { RELATION_MARKS } from './draw-order';
import { signOf } from './glyphs';
import type { Overlay, Scene } from './scene';

type Context = CanvasRenderingContext2D;

/** What is only proposed is violet and dashed: neither a level of confidence nor a selection looks like it. */
const GHOST = '#7c2fa8';
const DASH = [5, 4];
const CHIP_HEIGHT = 19;
const JOINT = 9;

/** A few words on a piece of sheet, centred on a point. */
function drawChip(context: Context, text: string, x: number, y: number, { font, sheet }: Scene['palette']) {
  context.font = `600 13px ${font}`;
  const width = context.measureText(text).width + 10;
  context.setLineDash([]);
  context.fillStyle = sheet;
  context.beginPath();
  context.roundRect(x - width / 2, y - CHIP_HEIGHT / 2, width, CHIP_HEIGHT, 5);
  context.fill();
  context.stroke();
  context.fillStyle = GHOST;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y + 0.5);
}

function drawRemoved(context: Context, box: Box) {
  context.setLineDash(DASH);
  context.strokeRect(box.x, box.y, box.width, box.height);
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(box.x, box.y);
  context.lineTo(box.x + box.width, box.y + box.height);
  context.moveTo(box.x + box.width, box.y);
  context.lineTo(box.x, box.y + box.height);
  context.stroke();
}

function drawAdded(context: Context, box: Box, name: string, palette: Scene['palette']) {
  context.setLineDash(DASH);
  context.strokeRect(box.x, box.y, box.width, box.height);
  drawChip(context, `+ ${signOf(name)}`, box.x + box.width / 2, box.y - CHIP_HEIGHT / 2 - 3, palette);
}

/** From the proposed parent to the symbol, bowed so that it does not lie on the path as it is. */
function drawPlace(context: Context, from: Box | null, to: Box, place: Place, palette: Scene['palette']) {
  if (!from || !place.relation) {
    // The first symbol of a line hangs on nothing: a bar where the line would begin.
    context.setLineDash(DASH);
    context.beginPath();
    context.moveTo(to.x - 7, to.y - 4);
    context.lineTo(to.x - 7, to.y + to.height + 4);
    context.stroke();
    return;
  }
  const [a, b] = [centre(from), centre(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const bow = Math.min(28, length / 3);
  const bend = {
    x: (a.x + b.x) / 2 + ((b.y - a.y) / length) * bow,
    y: (a.y + b.y) / 2 - ((b.x - a.x) / length) * bow,
  };
  context.setLineDash(DASH);
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.quadraticCurveTo(bend.x, bend.y, b.x, b.y);
  context.stroke();
  const [x, y] = [(a.x + 2 * bend.x + b.x) / 4, (a.y + 2 * bend.y + b.y) / 4];
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, JOINT, 0, 2 * Math.PI);
  context.fillStyle = palette.sheet;
  context.fill();
  context.stroke();
  context.fillStyle = GHOST;
  context.font = `600 11px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(RELATION_MARKS[place.relation], x, y + 0.5);
}

/** What the proposed class would change, e.g. `x → ×`; a symbol without a class has nothing before the arrow. */
export function classChange(from: string, to: string): string {
  return from === UNLABELLED ? `→ ${signOf(to)}` : `${signOf(from)} → ${signOf(to)}`;
}

function drawItem(
  context: Context,
  item: ProposalItem,
  boxOf: (id: SymbolId) => Box | null,
  palette: Scene['palette'],
) {
  const box = boxOf(item.symbol);
  if (!box) return;
  switch (item.kind) {
    case 'added':
      return drawAdded(context, box, item.class, palette);
    case 'removed':
      return drawRemoved(context, box);
    case 'class': {
      // Under the box: the class as it is stands over it.
      const y = box.y + box.height + CHIP_HEIGHT / 2 + 4;
      return drawChip(context, classChange(item.from, item.to), box.x + box.width / 2, y, palette);
    }
    case 'place':
      return drawPlace(context, item.to.parent && boxOf(item.to.parent), box, item.to, palette);
  }
}

/** What the models propose after a correction, where it would be; the one that a key would take is stronger. */
export const ghosts: Overlay = {
  id: 'ghosts',
  shown: ({ state, subject }) => state.stage !== 'converter' && shownItems(state, subject).length > 0,
  draw(context, { state, subject, palette }) {
    const items = shownItems(state, subject);
    const current = currentItem(state, subject);
    const added = new Map(
      items.flatMap(({ item }) => (item.kind === 'added' ? [[item.symbol, item.box] as const] : [])),
    );
    const boxOf = (id: SymbolId): Box | null => {
      const symbols: Annotation['symbols'] = state.annotation.symbols;
      const box = state.gesture?.boxes?.get(id) ?? symbols[id]?.box ?? added.get(id);
      return box ? boxOnScreen(state.view, box) : null;
    };
    context.strokeStyle = GHOST;
    for (const { id, item } of items) {
      context.lineWidth = id === current?.id ? 2.5 : 1.5;
      drawItem(context, item, boxOf, palette);
    }
  },
};
