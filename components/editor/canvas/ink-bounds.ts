import type { Box } from '@/lib/domain/geometry/box';

/** Rules and stretched signs of KaTeX, which are no text. */
const DRAWN = '.frac-line, .overline-line, .underline-line, .rule, .hide-tail';

let pen: CanvasRenderingContext2D | null = null;

/** Where the ink of a piece of text is, in CSS pixels on screen: its line box holds much more than its ink. */
function inkOfText(node: Text): Box | null {
  const element = node.parentElement;
  const text = node.data.replace(/[\u200b\s]/gu, '');
  if (!element || text === '') return null;
  const range = document.createRange();
  range.selectNodeContents(node);
  const line = range.getBoundingClientRect();
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen || line.width === 0) return null;
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const size = pen.measureText(text);
  const baseline = line.top + size.fontBoundingBoxAscent;
  return {
    x: line.left - size.actualBoundingBoxLeft,
    y: baseline - size.actualBoundingBoxAscent,
    width: size.actualBoundingBoxLeft + size.actualBoundingBoxRight,
    height: size.actualBoundingBoxAscent + size.actualBoundingBoxDescent,
  };
}

/**
 * Where the ink of a rendered formula is, in CSS pixels from the corner of `root`, which must not be transformed.
 * @returns null when nothing is drawn.
 */
export function inkBounds(root: HTMLElement): Box | null {
  const corner = root.getBoundingClientRect();
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = ({ x, y, width, height }: Box) => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  };
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const ink = inkOfText(node as Text);
    if (ink) take(ink);
  }
  for (const element of root.querySelectorAll(DRAWN)) {
    const box = element.getBoundingClientRect();
    if (box.width > 0) take(box);
  }
  if (left === Infinity) return null;
  return { x: left - corner.left, y: top - corner.top, width: right - left, height: bottom - top };
}
