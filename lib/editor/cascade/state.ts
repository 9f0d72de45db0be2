import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Size } from '../kernels/space';
import { NO_PROPOSAL, type Proposal } from './items';
import { openItems, type OpenItem } from './resolve';

/** As many proposals as are on the screen at once; "all" means these and no others. */
export const MAX_SHOWN = 5;

/** `unavailable`: the last question got no answer; the next correction asks again. */
export type AskingState = 'idle' | 'asking' | 'unavailable';

export interface CascadeState {
  readonly asking: AskingState;
  readonly proposal: Proposal;
  /** Items that a person has refused, by `itemKey`: not proposed again for the same change. */
  readonly refused: ReadonlySet<string>;
}

export const NO_CASCADE: CascadeState = { asking: 'idle', proposal: NO_PROPOSAL, refused: new Set() };

/** The parts of the editor's state, and of its subject, that proposals are about. */
interface Shown {
  readonly cascade: CascadeState;
  readonly annotation: Annotation;
}
interface Subject {
  readonly image: Size;
}

interface Remembered {
  readonly annotation: Annotation;
  readonly items: readonly OpenItem[];
}
/** The items of the newest annotation; a cascade is a new object whenever its proposal or refusals change. */
const remembered = new WeakMap<CascadeState, Remembered>();

/** The proposals on the screen, in reading order; asked on every frame, worked out once per annotation. */
export function shownItems({ cascade, annotation }: Shown, { image }: Subject): readonly OpenItem[] {
  const known = remembered.get(cascade);
  if (known?.annotation === annotation) return known.items;
  const { proposal, refused } = cascade;
  const items = openItems(annotation, proposal, { image, refused, limit: MAX_SHOWN });
  remembered.set(cascade, { annotation, items });
  return items;
}

/** The proposal that a key is about: one about the selected symbol, else the first; null when there is none. */
export function currentItem(
  state: Shown & { readonly selection: readonly SymbolId[] },
  subject: Subject,
): OpenItem | null {
  const items = shownItems(state, subject);
  const primary = state.selection.at(-1);
  return items.find(({ item }) => item.symbol === primary) ?? items[0] ?? null;
}
