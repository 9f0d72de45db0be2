import { encode, itemsOf, splitsInUse } from '../stream';
import type { ExportFile, ExportSnapshot } from '../snapshot';
import { writeInkml } from './write';

/** `inkml/<split>/<formula>.inkml` for every formula that came with ink. */
export async function* inkmlFiles(snapshot: ExportSnapshot): AsyncGenerator<ExportFile> {
  for (const split of await splitsInUse(snapshot)) {
    for await (const { formulaId, ink, annotation } of itemsOf(snapshot, split)) {
      if (ink)
        yield { path: `inkml/${split}/${formulaId}.inkml`, bytes: encode([writeInkml(ink, annotation)]) };
    }
  }
}
