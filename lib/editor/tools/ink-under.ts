import { area, intersection, iou, type Box } from '@/lib/domain/geometry/box';
import type { FormulaSymbol, SymbolId } from '@/lib/domain/annotation/schema';
import type { Editor } from '../editor';
import { tidyBox } from '../kernels/boxes';
import { symbolsNear } from '../kernels/box-index';
import { signAt, tightBox, type Ink } from '../kernels/ink';
import { usualSize } from '../kernels/new-box';
import { reachOf, type PointerInput } from './state-node';

/** A box that shares this much with a symbol's box is that symbol. */
const SAME = 0.7;
/** Ink of which this share is in a symbol's box is part of that symbol. */
const PART = 0.8;

/** Is a patch of ink part of a symbol? What stands under a root is in its box, but no part of it. */
function holdsInk({ box, class: name }: FormulaSymbol, patch: Box): boolean {
  if (name === '\\sqrt') return iou(box, patch) >= SAME;
  return intersection(box, patch) >= PART * area(patch);
}

/** A sign on the picture that the pen points at: its box, and the symbol that has that box already. */
export interface PointedSign {
  readonly box: Box;
  readonly symbol: SymbolId | null;
}

/** Is a sign all the ink that a symbol means? Its box may be a rough one. */
function isAllOf({ box }: FormulaSymbol, ink: Ink, sign: Box): boolean {
  return iou(box, sign) >= SAME || iou(tightBox(ink, box) ?? box, sign) >= SAME;
}

/**
 * The sign whose ink is under the pointer; null where there is none. A stroke of a symbol that has several (`=`, `i`) is
 * that symbol; what only stands in a symbol's box is a sign of its own.
 */
export function signUnder({ state, subject }: Editor, ink: Ink, input: PointerInput): PointedSign | null {
  const { annotation, view } = state;
  const usual = usualSize(annotation, subject.image);
  /** Without what is part of a symbol already, but for `own`. */
  const signBeside = (own?: FormulaSymbol) =>
    signAt(ink, input.image, {
      slack: reachOf(input).hit / view.scale,
      usual: Math.max(usual.width, usual.height),
      taken: (patch) =>
        symbolsNear(annotation, patch).some((symbol) => symbol !== own && holdsInk(symbol, patch)),
    });
  const sign = signBeside();
  if (!sign) return null;
  const box = tidyBox(sign);
  const near = symbolsNear(annotation, box);
  const there =
    near.find((symbol) => iou(symbol.box, box) >= SAME) ??
    near.find((symbol) => holdsInk(symbol, box) && isAllOf(symbol, ink, signBeside(symbol) ?? box));
  return { box, symbol: there?.id ?? null };
}
