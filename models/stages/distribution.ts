import type { ClassDistribution } from '@/lib/domain/explanation';
import { topIndices } from './tensor';

/** So many alternatives are worth looking at. */
const SHOWN = 8;

/** Row `row` of class probabilities [N, columns], the last column being "no symbol", as people read it. */
export function classDistribution(
  probabilities: Float32Array,
  row: number,
  classes: readonly string[],
): ClassDistribution {
  const columns = classes.length + 1;
  const start = row * columns;
  const share = (index: number) => Math.min(1, Math.max(0, probabilities[start + index]!));
  const top = topIndices(probabilities, start, start + columns - 1, SHOWN);
  return {
    classes: top.map((index) => ({ class: classes[index]!, probability: share(index) })),
    none: share(columns - 1),
  };
}
