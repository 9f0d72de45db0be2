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

/** The classes used last, the newest first, with `name` in front. */
export function remember(recent: readonly string[], name: string): string[] {
  return [name, ...recent.filter((other) => other !== name)].slice(0, MAX_CHOICES);
}
