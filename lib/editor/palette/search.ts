import type { Action } from '../actions/action';
import type { DisabledReason } from '../actions/disabled';
import { searchClasses } from '../kernels/class-search';
import { bestScore } from '../kernels/fuzzy';

/** An action as the palette offers it: with what it is called in the languages that may be typed. */
export interface Offer {
  readonly action: Action;
  readonly names: readonly string[];
  readonly disabled: DisabledReason | null;
}

/** The actions that fit, best first; those used last before others where they fit alike, what cannot be done last. */
export function searchOffers(offers: readonly Offer[], typed: string, recent: readonly string[]): Offer[] {
  const age = (offer: Offer) => {
    const at = recent.indexOf(offer.action.id);
    return at < 0 ? recent.length : at;
  };
  const query = typed.trim();
  return offers
    .flatMap((offer, index) => {
      const score = query === '' ? 0 : bestScore(offer.names, query);
      return score === null ? [] : [{ offer, index, score: Math.round(score * 2) / 2 }];
    })
    .sort(
      (a, b) =>
        Number(a.offer.disabled !== null) - Number(b.offer.disabled !== null) ||
        b.score - a.score ||
        age(a.offer) - age(b.offer) ||
        a.index - b.index,
    )
    .map(({ offer }) => offer);
}

/** More would push the actions out of sight. */
const MOST_CLASSES = 6;

/** Classes to relabel to; none before anything is typed. */
export function searchLabels(classes: readonly string[], typed: string, recent: readonly string[]): string[] {
  return typed.trim() === '' ? [] : searchClasses(classes, typed, recent).slice(0, MOST_CLASSES);
}

/** The number of a symbol that was typed, `12` or `#12`, if there are as many; null otherwise. */
export function symbolNumber(typed: string, count: number): number | null {
  const [, digits] = /^#?(\d{1,6})$/u.exec(typed.trim()) ?? [];
  const number = Number(digits);
  return digits !== undefined && number >= 1 && number <= count ? number : null;
}
