import type { Diff, Updates } from '@/lib/domain/annotation/diff';
import type { Stage } from '@/lib/domain/stages';

const STAGE_OF_PROPERTY: Record<string, Stage> = {
  box: 'detector',
  class: 'recognizer',
  place: 'aligner',
};

/**
 * The stages whose values a diff changes, in no order. Adding or removing a symbol touches its box,
 * and so everything behind it; pins alone change no value, and touch nothing.
 */
export function stagesTouched(diff: Diff): Set<Stage> {
  const touched = new Set<Stage>();
  const { added, removed, updated } = diff.symbols ?? {};
  if (Object.keys(added ?? {}).length + Object.keys(removed ?? {}).length > 0) touched.add('detector');
  for (const updates of Object.values<Updates>(updated ?? {})) {
    for (const property of Object.keys(updates)) {
      const stage = STAGE_OF_PROPERTY[property];
      if (stage) touched.add(stage);
    }
  }
  if (diff.lines) touched.add('aligner');
  if (diff.label?.latex) touched.add('converter');
  return touched;
}
