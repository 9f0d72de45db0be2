import type { Annotation, Place, SymbolId } from '@/lib/domain/annotation/schema';
import type { Size } from '../kernels/space';
import { applyItems, soundAfter } from './apply';
import { itemId, itemKey, stillFits, type Proposal, type ProposalItem } from './items';

/** An item that can be accepted now, with all that must be accepted with it. */
export interface OpenItem {
  readonly id: string;
  readonly item: ProposalItem;
  /** The item itself and those it needs, e.g. the one that makes its place free. */
  readonly together: readonly ProposalItem[];
}

const placed = (item: ProposalItem | undefined): Place | null =>
  item?.kind === 'place' ? item.to : item?.kind === 'added' ? item.place : null;

const slotOf = ({ line, parent, relation }: Place) =>
  parent === null ? `line ${line}` : `${parent} ${relation}`;

/** What is proposed about each symbol's existence and place, and who stands where now. */
class Proposed {
  readonly #byId: ReadonlyMap<string, ProposalItem>;
  readonly #holders = new Map<string, SymbolId[]>();

  constructor(
    readonly annotation: Annotation,
    items: readonly ProposalItem[],
  ) {
    this.#byId = new Map(items.map((item) => [itemId(item), item]));
    for (const { id, place } of Object.values(annotation.symbols)) {
      if (!place) continue;
      const slot = slotOf(place);
      this.#holders.set(slot, [...(this.#holders.get(slot) ?? []), id]);
    }
  }

  find(kind: ProposalItem['kind'], symbol: SymbolId): ProposalItem | undefined {
    return this.#byId.get(`${kind} ${symbol}`);
  }

  /** The items without which `item` could not be; null when there is no way to have it. */
  needs(item: ProposalItem): ProposalItem[] | null {
    const place = placed(item);
    if (!place) return item.kind === 'added' ? null : [];
    const needed: ProposalItem[] = [];
    if (place.parent !== null && !this.annotation.symbols[place.parent]) {
      const parent = this.find('added', place.parent);
      if (!parent) return null;
      needed.push(parent);
    }
    for (const holder of this.#holders.get(slotOf(place)) ?? []) {
      if (holder === item.symbol) continue;
      const leaves = this.find('place', holder) ?? this.find('removed', holder);
      if (!leaves) return null;
      needed.push(leaves);
    }
    return needed;
  }

  /**
   * The item that opens the circle into which the places of `chosen` would lead `symbol`: one that hangs a
   * symbol of the circle elsewhere. undefined without a circle, null when nothing opens it.
   */
  opensCircle(symbol: SymbolId, chosen: ReadonlySet<ProposalItem>): ProposalItem | null | undefined {
    const parentOf = (id: SymbolId) => {
      const item = this.find('place', id) ?? this.find('added', id);
      const place = item && chosen.has(item) ? placed(item) : this.annotation.symbols[id]?.place;
      return place?.parent ?? null;
    };
    const path = new Set<SymbolId>();
    let at = parentOf(symbol);
    for (; at !== null && at !== symbol; at = parentOf(at)) {
      if (path.has(at)) return undefined;
      path.add(at);
    }
    if (at === null) return undefined;
    const opening = [...path].map((id) => this.find('place', id)).find((item) => item && !chosen.has(item));
    return opening ?? null;
  }

  /** An item with all it needs, and what those need; null when that cannot be had. */
  together(item: ProposalItem): ProposalItem[] | null {
    const chosen = new Set([item]);
    for (const one of chosen) {
      const needed = this.needs(one);
      if (!needed) return null;
      for (const other of needed) chosen.add(other);
      if (!placed(one)) continue;
      for (;;) {
        const opening = this.opensCircle(one.symbol, chosen);
        if (opening === null) return null;
        if (opening === undefined) break;
        chosen.add(opening);
      }
    }
    return [...chosen];
  }
}

interface ResolveOptions {
  readonly image: Size;
  readonly refused: ReadonlySet<string>;
  /** As many are looked for; the rest comes up once these are decided. */
  readonly limit: number;
}

/**
 * The items of a proposal that can be accepted now, each with what it needs: those that a person has refused
 * or decided otherwise are left out, and so is what cannot be had without them, or would break a rule or change
 * anything that a person set.
 */
export function openItems(
  annotation: Annotation,
  { items, lines }: Proposal,
  { image, refused, limit }: ResolveOptions,
): OpenItem[] {
  if (items.length === 0) return [];
  const live = items.filter((item) => stillFits(annotation, item) && !refused.has(itemKey(item)));
  const proposed = new Proposed(annotation, live);
  const isSound = soundAfter(annotation, image);
  const open: OpenItem[] = [];
  for (const item of live) {
    if (open.length >= limit) break;
    const together = proposed.together(item);
    if (!together) continue;
    const after = applyItems(annotation, together, { lines }, () => true);
    if (isSound(after)) open.push({ id: itemId(item), item, together });
  }
  return open;
}
