import type { Annotation, LineId, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { intersection, union, type Box } from '@/lib/domain/geometry/box';
import { symbolsNear } from '@/lib/editor/kernels/box-index';
import { readingOf } from '@/lib/editor/kernels/reading';
import { jointBetween, pointOn } from './joint';
import { NUMBER_HEIGHT, numberWidth } from './marks';

/** A symbol of the ordering as it is drawn, in image pixels but for where its number is. */
export interface Placed {
  readonly id: SymbolId;
  readonly box: Box;
  readonly parent: Box | null;
  readonly parentId: SymbolId | null;
  readonly relation: Relation | null;
  /** 0 for what no line reaches, e.g. what hangs on a circle. */
  readonly number: number;
  /** From the top left corner of the box on the screen to that of the number, in screen pixels. */
  readonly numberAt: { readonly x: number; readonly y: number };
}

export interface OrderLayout {
  readonly placed: readonly Placed[];
  /** Where each line is, from the top; what its flag stands beside. */
  readonly lines: readonly { readonly line: LineId; readonly box: Box; readonly start: Box }[];
}

/** The numbers and marks before it that a number must not lie on; those further back in reading order are far away. */
const NEIGHBOURS = 16;
/** Half of the room that the mark of a relation takes, in screen pixels. */
const MARK = 7;

/** Room between a box and its number, in screen pixels. */
const AIR = 2;

/** Where a number may stand, the best first: over the box at its left, left of it, under it, over its right. */
function spots(width: number, box: { width: number; height: number }) {
  return [
    { x: -AIR, y: -NUMBER_HEIGHT - AIR },
    { x: -width - AIR, y: -AIR },
    { x: -AIR, y: box.height + AIR },
    { x: -width - AIR, y: box.height - NUMBER_HEIGHT },
  ];
}

/** Where the mark of a relation is drawn, in image pixels. On the row it is a part of the line, and nothing is in its way. */
function markBetween(parent: Box | null, box: Box, relation: Relation | null, scale: number): Box[] {
  if (!parent || !relation || relation === 'Right') return [];
  const onScreen = ({ x, y, width, height }: Box): Box => ({
    x: x * scale,
    y: y * scale,
    width: width * scale,
    height: height * scale,
  });
  const { x, y } = pointOn(jointBetween(onScreen(parent), onScreen(box), relation), 0.5);
  const size = (2 * MARK) / scale;
  return [{ x: (x - MARK) / scale, y: (y - MARK) / scale, width: size, height: size }];
}

/** The first spot of a number on which no ink is. */
function freeSpot(
  annotation: Annotation,
  { id, box }: { id: SymbolId; box: Box },
  number: number,
  scale: number,
  before: readonly Box[],
) {
  const width = numberWidth(number);
  const all = spots(width, { width: box.width * scale, height: box.height * scale });
  const plates = all.map((at) => ({
    at,
    plate: {
      x: box.x + at.x / scale,
      y: box.y + at.y / scale,
      width: width / scale,
      height: NUMBER_HEIGHT / scale,
    },
  }));
  const alone = plates.filter(({ plate }) => before.every((other) => intersection(other, plate) === 0));
  // What a number stands in (a root) is paper there, not ink.
  const onPaper = alone.find(({ plate }) =>
    symbolsNear(annotation, plate).every((other) => other.id === id || other.class === '\\sqrt'),
  );
  return onPaper ?? alone[0] ?? plates[0];
}

function build(annotation: Annotation, scale: number): OrderLayout {
  const { lines, numbers, unread } = readingOf(annotation);
  const boxOf = (id: SymbolId | null) => (id ? (annotation.symbols[id]?.box ?? null) : null);
  const taken: Box[] = [];
  const placed = lines.flatMap(({ entries }) =>
    entries.flatMap(({ symbol, parent, relation }): Placed[] => {
      const box = boxOf(symbol);
      if (!box) return [];
      const number = numbers.get(symbol) ?? 0;
      taken.push(...markBetween(boxOf(parent), box, relation, scale));
      const spot = freeSpot(annotation, { id: symbol, box }, number, scale, taken.slice(-NEIGHBOURS));
      if (spot) taken.push(spot.plate);
      const numberAt = spot?.at ?? { x: 0, y: 0 };
      return [{ id: symbol, box, parent: boxOf(parent), parentId: parent, relation, number, numberAt }];
    }),
  );
  for (const id of unread) {
    const place = annotation.symbols[id]?.place;
    const [box, parent] = [boxOf(id), boxOf(place?.parent ?? null)];
    if (!box || !parent || !place) continue;
    const { parent: parentId, relation } = place;
    placed.push({ id, box, parent, parentId, relation, number: 0, numberAt: { x: 0, y: 0 } });
  }
  const bounds = lines.flatMap(({ line, entries }) => {
    const box = union(entries.flatMap(({ symbol }) => boxOf(symbol) ?? []));
    const start = boxOf(entries[0]?.symbol ?? null);
    return box && start ? [{ line, box, start }] : [];
  });
  return { placed, lines: bounds };
}

const known = new WeakMap<Annotation, { scale: number; layout: OrderLayout }>();

/** How an ordering is laid out on the screen; computed once for each annotation and zoom. */
export function orderLayout(annotation: Annotation, scale: number): OrderLayout {
  const before = known.get(annotation);
  if (before?.scale === scale) return before.layout;
  const layout = build(annotation, scale);
  known.set(annotation, { scale, layout });
  return layout;
}
