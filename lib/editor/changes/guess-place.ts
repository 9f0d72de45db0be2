import { centre } from '@/lib/domain/geometry/box';
import type { Annotation, FormulaSymbol, Place, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { linesInOrder } from '@/lib/domain/ordering';
import { readingOf } from '../kernels/reading';
import { relationCost, relationTo, type Shape } from '../kernels/relation';

type Placed = FormulaSymbol & { place: Place };

/** Somebody who may be the parent, how the symbol stands to it, and how well that fits: less is better. */
export interface Guess {
  readonly parent: SymbolId;
  readonly relation: Relation;
  readonly cost: number;
}

/** Right edge of every placed symbol with its scripts, behind which its row goes on. */
function reaches(annotation: Annotation): Map<SymbolId, number> {
  const own = new Map<SymbolId, number>();
  const row = new Map<SymbolId, number>();
  const edge = (id: SymbolId) => {
    const box = annotation.symbols[id]?.box;
    return box ? box.x + box.width : -Infinity;
  };
  // Children come after their parents in reading order, so backwards each is known before its parent.
  for (const { symbol, parent, relation } of [...readingOf(annotation).entries].reverse()) {
    const mine = own.get(symbol) ?? edge(symbol);
    own.set(symbol, mine);
    const all = Math.max(mine, row.get(symbol) ?? -Infinity);
    if (!parent) continue;
    if (relation === 'Right') row.set(parent, all);
    else own.set(parent, Math.max(own.get(parent) ?? edge(parent), all));
  }
  return own;
}

function guessAgainst(symbol: Shape, other: FormulaSymbol, reach: number | undefined): Guess | null {
  const relation = relationTo(other, symbol);
  const beside = relation === 'Right' || relation === 'Sub' || relation === 'Sup';
  if (beside && centre(other.box).x >= centre(symbol.box).x) return null;
  return { parent: other.id, relation, cost: relationCost(other, symbol, relation, reach) };
}

/** Placed symbols on which `symbol` may hang, the best fit first. `except` are left out, with the symbol itself. */
export function rankParents(
  annotation: Annotation,
  symbol: SymbolId,
  except: ReadonlySet<SymbolId> = new Set(),
): Guess[] {
  const mine = annotation.symbols[symbol];
  if (!mine) return [];
  const reach = reaches(annotation);
  return Object.values(annotation.symbols)
    .filter(({ id, place }) => place !== null && id !== symbol && !except.has(id))
    .flatMap((other) => guessAgainst(mine, other, reach.get(other.id)) ?? [])
    .sort((a, b) => a.cost - b.cost);
}

/** The place in the row that begins at `place` where a symbol stands by its box: behind what is left of it. */
export function alongRow(
  annotation: Annotation,
  place: Place,
  symbol: SymbolId,
  except: ReadonlySet<SymbolId> = new Set(),
): Place {
  const box = annotation.symbols[symbol]?.box;
  const candidates = Object.values(annotation.symbols).filter(
    (other): other is Placed => other.place !== null && other.id !== symbol && !except.has(other.id),
  );
  let here = place;
  const seen = new Set<SymbolId>();
  for (;;) {
    const next = candidates.find(
      (other) => other.place.parent === here.parent && other.place.relation === here.relation,
    );
    if (!box || here.parent === null || !next || seen.has(next.id)) return here;
    if (centre(next.box).x >= centre(box).x) return here;
    seen.add(next.id);
    here = { line: place.line, parent: next.id, relation: 'Right' };
  }
}

/**
 * Where a new symbol probably belongs, from its box alone: beside, raised, lowered, stacked or
 * inside the nearest symbol that is placed already. What stands there is to continue to its right
 * (`setPlace` does that). null when there is no line. `except` are no parents: what hangs on the symbol.
 */
export function guessPlace(
  annotation: Annotation,
  id: SymbolId,
  except: ReadonlySet<SymbolId> = new Set(),
): Place | null {
  const symbol = annotation.symbols[id];
  if (!symbol) return null;
  const [best] = rankParents(annotation, id, except);
  const line = best && annotation.symbols[best.parent]?.place?.line;
  if (best && line) {
    return alongRow(annotation, { line, parent: best.parent, relation: best.relation }, id, except);
  }
  // Left of everything: the new root of the line whose root is nearest in height.
  const drop = (other: FormulaSymbol) => Math.abs(centre(other.box).y - centre(symbol.box).y);
  const [root] = Object.values(annotation.symbols)
    .filter((other) => other.place?.parent === null && other.id !== id && !except.has(other.id))
    .sort((a, b) => drop(a) - drop(b));
  const nearest = root?.place?.line ?? linesInOrder(annotation)[0]?.id;
  return nearest ? { line: nearest, parent: null, relation: null } : null;
}
