import type { Stage } from '@/lib/domain/stages';
import { aligner } from './aligner/stage';
import { converter } from './converter/stage';
import { detector } from './detector/stage';
import { recognizer } from './recognizer/stage';
import type { StageModule } from './stage';

/** Every stage there is. A new stage is a folder and a line here. */
export const STAGE_MODULES: { [Name in Stage]: StageModule<Name> } = {
  detector,
  recognizer,
  aligner,
  converter,
};

/**
 * Stage names so that each comes after those it depends on; otherwise in the given order.
 * @throws Error when the manifests depend on each other in a circle.
 */
export function orderByDependencies<Name extends string>(
  manifests: readonly { name: Name; dependsOn: readonly Name[] }[],
): Name[] {
  const ordered: Name[] = [];
  let waiting = [...manifests];
  while (waiting.length > 0) {
    const next = waiting.find((manifest) => manifest.dependsOn.every((name) => ordered.includes(name)));
    if (!next) throw new Error(`stages wait for each other: ${waiting.map(({ name }) => name).join(', ')}`);
    ordered.push(next.name);
    waiting = waiting.filter((manifest) => manifest !== next);
  }
  return ordered;
}
