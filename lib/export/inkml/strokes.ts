import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { area } from '@/lib/domain/geometry/box';
import { planePoints, toImage, type InkDocument } from '@/lib/domain/ink';

/** A stroke goes to a box that holds at least this share of its points. */
const MOSTLY_INSIDE = 0.6;

/**
 * Ids of the traces of each symbol. A symbol of the file's own segmentation whose box still fits keeps its
 * strokes; the other strokes go to the symbol whose box holds most of their points, the smaller box first.
 * Symbols that get none (drawn where there is no ink) are left out.
 */
export function strokesOfSymbols(annotation: Annotation, ink: InkDocument): Map<SymbolId, string[]> {
  const strokes = new Map<SymbolId, string[]>();
  const taken = new Set<string>();
  for (const symbol of Object.values(annotation.symbols)) {
    const own = ink.symbols[symbol.id];
    if (!own) continue;
    strokes.set(symbol.id, own);
    for (const id of own) taken.add(id);
  }
  const without = Object.values(annotation.symbols)
    .filter((symbol) => !strokes.has(symbol.id))
    .sort((a, b) => area(a.box) - area(b.box));
  if (without.length === 0) return strokes;
  for (const trace of ink.traces) {
    if (taken.has(trace.id)) continue;
    const points = planePoints(ink, trace).map((point) => toImage(ink.transform, point));
    let best: { id: SymbolId; share: number } | undefined;
    for (const { id, box } of without) {
      const inside = points.filter(
        ([x, y]) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
      ).length;
      const share = inside / points.length;
      if (share >= MOSTLY_INSIDE && share > (best?.share ?? 0)) best = { id, share };
    }
    if (best) strokes.set(best.id, [...(strokes.get(best.id) ?? []), trace.id]);
  }
  return strokes;
}
