import type { Annotation, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import { symbolLevel, type ConfidenceLevel } from '@/lib/editor/kernels/confidence';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import type { EditorState } from '@/lib/editor/state';
import { boxListOf } from './box-list';
import { jointBetween } from './order/joint';
import { orderLayout, type Placed } from './order/layout';
import { drawMark, drawNumber, traceJoint } from './order/marks';
import { LEVEL_STYLES, type Palette } from './palette';
import type { Overlay, Scene } from './scene';

type Context = CanvasRenderingContext2D;

/** The mark of a relation in text; arrows say where the child stands. */
export const RELATION_MARKS: Record<Relation, string> = {
  Right: '→',
  Sub: '↘',
  Sup: '↗',
  Above: '↑',
  Below: '↓',
  Inside: '⊙',
};

/** How much is drawn, by how high symbols usually are on the screen: less of everything when they are many. */
interface Density {
  readonly line: number;
  /** Of the marks at the joints; 0 for none. */
  readonly mark: number;
  readonly numbers: boolean;
}

function densityAt(usualHeight: number): Density {
  if (usualHeight >= 24) return { line: 1.5, mark: 6.5, numbers: true };
  // Among symbols as low as that, a number on each would hide the ink that is to be read.
  if (usualHeight >= 13) return { line: 1.1, mark: 5, numbers: usualHeight >= 20 };
  return { line: 0.75, mark: 0, numbers: false };
}

/** What is not of the selection, while there is one, steps back this far. */
const DIMMED = 0.38;
/** Numbers have to stay readable: they can be typed. */
const DIMMED_NUMBER = 0.62;
/** While the order is being drawn anew, the old one is only a hint. */
const FADED = 0.22;

/** The selected symbols with their scripts and all that hangs on those; what goes on to the right of them not. */
export function emphasised({ annotation, selection }: EditorState): ReadonlySet<SymbolId> {
  const chosen = new Set(selection);
  if (chosen.size === 0) return chosen;
  const reached = new Set(selection);
  for (const { id, parentId, relation } of orderLayout(annotation, 1).placed) {
    if (!parentId || !reached.has(parentId)) continue;
    if (relation !== 'Right' || !chosen.has(parentId)) reached.add(id);
  }
  return reached;
}

const outOfSight = (box: Box, { width, height }: EditorState['viewport']) =>
  box.x > width || box.y > height || box.x + box.width < 0 || box.y + box.height < 0;

interface Drawn extends Placed {
  readonly screen: Box;
  readonly strong: boolean;
  readonly level: ConfidenceLevel;
}

function inSight({ state, subject }: Scene, strong: ReadonlySet<SymbolId>): Drawn[] {
  const { annotation, view, viewport } = state;
  return orderLayout(annotation, view.scale).placed.flatMap((placed) => {
    const screen = boxOnScreen(view, placed.box);
    const parent = placed.parent && boxOnScreen(view, placed.parent);
    if (outOfSight(screen, viewport) && (!parent || outOfSight(parent, viewport))) return [];
    const level = symbolLevel(annotation, subject.predicted, placed.id, 'aligner');
    return [{ ...placed, parent, screen, strong: strong.has(placed.id), level }];
  });
}

/** Joints of one look: one stroke for all of their lines, then the marks over them. */
function drawJoints(context: Context, drawn: readonly Drawn[], mark: number, palette: Palette) {
  const joints = drawn.flatMap(({ parent, screen, relation }) =>
    parent && relation ? [{ joint: jointBetween(parent, screen, relation), relation }] : [],
  );
  context.beginPath();
  for (const { joint } of joints) traceJoint(context, joint);
  context.stroke();
  context.setLineDash([]);
  if (mark > 0) for (const { joint, relation } of joints) drawMark(context, joint, relation, mark, palette);
}

function byLook(drawn: readonly Drawn[]): Drawn[][] {
  const groups = new Map<string, Drawn[]>();
  for (const one of drawn) {
    const key = `${one.strong} ${one.level}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  // What is strong lies on top.
  return [...groups.values()].sort((a, b) => Number(a[0]?.strong) - Number(b[0]?.strong));
}

const FLAG = 18;

/** Where each of several lines begins: a flag with its number at the left of all that is in it. */
function drawLineFlags(context: Context, annotation: Annotation, { view }: EditorState, palette: Palette) {
  const { lines } = orderLayout(annotation, view.scale);
  if (lines.length < 2) return;
  lines.forEach(({ box, start }, index) => {
    const all = boxOnScreen(view, box);
    const first = boxOnScreen(view, start);
    const x = all.x - 12;
    const y = first.y + first.height / 2;
    context.fillStyle = palette.high;
    context.strokeStyle = palette.high;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x, all.y);
    context.lineTo(x, all.y + all.height);
    context.stroke();
    context.beginPath();
    context.moveTo(x, y - FLAG / 2);
    context.lineTo(x - FLAG, y - FLAG / 2);
    context.lineTo(x - FLAG + 5, y);
    context.lineTo(x - FLAG, y + FLAG / 2);
    context.lineTo(x, y + FLAG / 2);
    context.closePath();
    context.fill();
    context.fillStyle = palette.sheet;
    context.font = `700 11px ${palette.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(String(index + 1), x - FLAG / 2 + 2, y + 0.5);
    context.textAlign = 'start';
  });
}

/**
 * The ordering as a path: a joint from each symbol to what hangs on it, with the relation as a mark, and
 * each symbol's number beside it. The list in the panel is the same thing seen twice. Lines and marks are fewer
 * and thinner when symbols are small; what is selected stands out with its scripts.
 */
export const orderOverlay: Overlay = {
  id: 'order',
  layer: 'boxes',
  shown: ({ state }) => state.stage === 'aligner',
  draw(context, scene) {
    const { state, subject, palette } = scene;
    const { annotation, view, tool } = state;
    const density = densityAt(boxListOf(annotation, subject, 'aligner').usualHeight * view.scale);
    const strong = emphasised(state);
    const faded = tool === 'path' || tool === 'parent';
    // While a parent is chosen, its number may be typed.
    const numbers = density.numbers || (tool === 'parent' && density.mark > 0);
    const alphaOf = (one: { strong: boolean }) =>
      faded ? FADED : strong.size === 0 || one.strong ? 1 : DIMMED;
    const drawn = inSight(scene, strong);
    for (const group of byLook(drawn)) {
      const [first] = group;
      if (!first) continue;
      const style = LEVEL_STYLES[first.level];
      context.globalAlpha = alphaOf(first);
      context.strokeStyle = first.strong ? palette.focus : palette[style.color];
      context.lineWidth = first.strong ? density.line + 0.9 : density.line;
      context.setLineDash([...style.dash]);
      drawJoints(context, group, first.strong ? Math.max(5, density.mark) : density.mark, palette);
    }
    for (const one of drawn) {
      if (one.number === 0 || (!numbers && !one.strong)) continue;
      context.globalAlpha = Math.max(DIMMED_NUMBER, tool === 'parent' ? 1 : alphaOf(one));
      const { x, y } = one.screen;
      const at = { x: x + one.numberAt.x, y: y + one.numberAt.y };
      drawNumber(context, one.number, at, one.strong ? palette.focus : palette.high, palette);
    }
    context.globalAlpha = 1;
    drawLineFlags(context, annotation, state, palette);
  },
};
