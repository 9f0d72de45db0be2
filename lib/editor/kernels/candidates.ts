import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { PredictedById } from './confidence';

/** A class to choose, with the model's confidence in it, or null where no model proposed it. */
export interface ClassChoice {
  readonly class: string;
  readonly confidence: number | null;
}

/** As many as there are number keys. */
export const MAX_CHOICES = 9;

/** The classes on the number keys: what the model thinks, best first, then what was used last. */
export function classChoices(
  { predicted, proposals }: { predicted: PredictedById; proposals: PredictedById },
  id: SymbolId,
  recent: readonly string[],
): ClassChoice[] {
  const models = predicted.get(id) ?? proposals.get(id);
  const said: ClassChoice[] = [...(models?.candidates ?? [])].sort(
    (a, b) => (b.confidence ?? 0) - (a.confidence ?? 0),
  );
  const named = new Set(said.map((choice) => choice.class));
  const others = recent.filter((name) => !named.has(name)).map((name) => ({ class: name, confidence: null }));
  return [...said, ...others].slice(0, MAX_CHOICES);
}

/** Ways in which people call a class: `\alpha` is found by "alpha" and by "\al". */
function matchRank(name: string, query: string): number {
  if (name === query) return 0;
  const bare = name.replace(/^\\/u, '');
  const sought = query.replace(/^\\/u, '').toLowerCase();
  if (bare === sought) return 1;
  if (bare.toLowerCase() === sought) return 2;
  if (bare.toLowerCase().startsWith(sought)) return 3;
  return bare.toLowerCase().includes(sought) ? 4 : 5;
}

/** Classes that fit what was typed, best first: exact, by name, by beginning, by any part; recent ones earlier. */
export function filterClasses(
  classes: readonly string[],
  query: string,
  recent: readonly string[],
): string[] {
  const sought = query.trim();
  const age = (name: string) => {
    const at = recent.indexOf(name);
    return at < 0 ? recent.length : at;
  };
  return classes
    .map((name, index) => ({ name, index, rank: sought === '' ? 4 : matchRank(name, sought) }))
    .filter(({ rank }) => rank < 5)
    .sort((a, b) => a.rank - b.rank || age(a.name) - age(b.name) || a.index - b.index)
    .map(({ name }) => name);
}

/** The classes used last, the newest first, with `name` in front. */
export function remember(recent: readonly string[], name: string): string[] {
  return [name, ...recent.filter((other) => other !== name)].slice(0, MAX_CHOICES);
}
