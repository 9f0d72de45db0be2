import type { RadicalNode } from '../latex/nodes';
import { boundsOf, moved, type Outline, type Point } from '../outline';
import { along, penStroke } from '../faces/pen';
import { rectangle, ruleWidth } from './bars';
import { hang, placedAt, type LayoutBox } from './box';
import { drawn, type LayoutContext } from './context';
import { cramped, DIMENSIONS as D, isDisplay, scaleOf, type MathStyle } from './style';

/** Rule 11 of appendix G: the sign and its overline (vinculum) are one symbol. */
export function layoutRadical(node: RadicalNode, style: MathStyle, context: LayoutContext): LayoutBox {
  const size = scaleOf(style);
  const { face } = context;
  const content = context.layout(node.content, cramped(style));
  const rule = ruleWidth(context) * size;
  const air = (D.ruleThickness + (isDisplay(style) ? face.xHeight : D.ruleThickness) / 4) * size;
  // A small letter still gets a sign of the height of a capital.
  const top = Math.max(content.height, 0.62 * size) + air + rule;
  const bottom = Math.max(content.depth, 0.06 * size) + 0.04 * size;

  const inner = content.width + content.lean + 0.06 * size;
  const { outline, hook } = face.isHandwritten
    ? byHand(inner / size, -top / size, bottom / size, context)
    : inPrint(inner / size, -top / size, bottom / size, rule / size, context);
  const sign = drawn('\\sqrt', outline, style);
  hang(content.entry, sign, 'Inside', context.used);

  const start = hook * size;
  const box: LayoutBox = {
    width: start + inner + 0.08 * size,
    height: Math.max(top, -boundsOf(sign.outline).top),
    depth: Math.max(bottom, boundsOf(sign.outline).bottom),
    placed: [{ symbol: sign, x: 0, y: 0 }, ...placedAt(content, start + 0.02 * size, 0)],
    entry: sign,
    exit: sign,
    lean: 0,
  };
  return node.index === null ? box : withIndex(box, node.index, start, style, context);
}

/** The degree of a root stands over the hook; in the tree it is Above the sign. */
function withIndex(
  box: LayoutBox,
  index: NonNullable<RadicalNode['index']>,
  hook: number,
  style: MathStyle,
  context: LayoutContext,
): LayoutBox {
  const degree = context.layout(index, { level: 'scriptscript', cramped: false });
  hang(degree.entry, box.exit, 'Above', context.used);
  const size = scaleOf(style);
  // TeX puts its foot at six tenths of the sign's height.
  const rise = 0.6 * (box.height + box.depth) - box.depth + degree.depth;
  const push = Math.max(0, degree.width - hook * 0.62 + 0.02 * size);
  const degreeX = push + hook * 0.62 - degree.width - 0.02 * size;
  return {
    ...box,
    width: box.width + push,
    height: Math.max(box.height, rise + degree.height),
    placed: [...placedAt(box, push, 0), ...placedAt(degree, degreeX, -rise)],
  };
}

interface Sign {
  outline: Outline;
  /** Where the overline begins, in em. */
  hook: number;
}

/** One stroke of the pen: tick, down, up, and along the top. */
function byHand(inner: number, top: number, bottom: number, { face, random }: LayoutContext): Sign {
  const height = bottom - top;
  const hook = 0.42 + 0.07 * Math.min(3, height) + random.range(-0.04, 0.04);
  const knee = top + height * random.range(0.48, 0.6);
  const corners: Point[] = [
    { x: 0, y: knee + height * 0.09 },
    { x: hook * 0.24, y: knee },
    { x: hook * random.range(0.46, 0.54), y: bottom },
    { x: hook * random.range(0.86, 0.92), y: top + random.range(0, 0.02) },
    { x: hook + inner + random.range(0, 0.1), y: top + random.normal(0.02) },
  ];
  const points = corners.flatMap((corner, index) => {
    const next = corners[index + 1];
    return next === undefined ? [corner] : along(corner, next, 10).slice(0, -1);
  });
  const width = face.stroke;
  const pen = penStroke(points.map((point, index) => ({ ...point, width: width * (index < 10 ? 0.9 : 1) })));
  return { outline: face.bent(pen, random), hook };
}

/** The font's sign in the size that fits, with a rule from its top right corner. */
function inPrint(
  inner: number,
  top: number,
  bottom: number,
  rule: number,
  { face, random }: LayoutContext,
): Sign {
  const { outline } = face.writeTall('√', bottom - top, random, false);
  const ink = boundsOf(outline);
  const placed = moved(outline, -ink.left, top - ink.top);
  const hook = ink.right - ink.left;
  return { outline: [...placed, ...rectangle(hook - rule, top, hook + inner, top + rule)], hook };
}
