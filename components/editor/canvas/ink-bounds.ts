import { union, type Box } from '@/lib/domain/geometry/box';

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

/** Adds up boxes. */
function gather(boxes: readonly (Box | null)[]): Box | null {
  return union(boxes.filter((box) => box !== null)) ?? null;
}

function textsIn(root: Element, take: (node: Text) => boolean): Text[] {
  const found: Text[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (take(node as Text)) found.push(node as Text);
  }
  return found;
}

const from = ({ left, top }: DOMRect, box: Box | null): Box | null =>
  box && { ...box, x: box.x - left, y: box.y - top };

/**
 * Where the ink of every marked sign is that is text of its own, by the index of its token; in CSS pixels from the
 * corner of `root`, which must not be transformed.
 */
export function inkOfTokens(root: HTMLElement): Map<number, Box> {
  const corner = root.getBoundingClientRect();
  const found = new Map<number, Box>();
  for (const element of root.querySelectorAll('[data-token]')) {
    const own = textsIn(element, (node) => node.parentElement?.closest('[data-token]') === element);
    const ink = from(corner, gather(own.map(inkOfText)));
    if (ink) found.set(Number(element.getAttribute('data-token')), ink);
  }
  return found;
}

/**
 * Where the ink of a rendered formula is, in CSS pixels from the corner of `root`, which must not be transformed.
 * @returns null when nothing is drawn.
 */
export function inkBounds(root: HTMLElement): Box | null {
  const corner = root.getBoundingClientRect();
  const texts = textsIn(root, () => true).map(inkOfText);
  const drawn = [...root.querySelectorAll(DRAWN)].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return width > 0 ? { x, y, width, height } : null;
  });
  return from(corner, gather([...texts, ...drawn]));
}
