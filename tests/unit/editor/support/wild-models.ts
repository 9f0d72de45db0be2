import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import {
  RELATIONS,
  type Annotation,
  type LineId,
  type Place,
  type SymbolId,
} from '@/lib/domain/annotation/schema';
import { seededUniform } from '@/lib/domain/random';
import type { AskModels } from '@/lib/editor/cascade/follow';
import type { CascadeAnswer } from '@/lib/editor/cascade/items';
import { CLASSES } from './formulas';
import { answerAbout } from './models';
import { settled } from './workplace';

/**
 * An answer that keeps to nothing: other classes and places for pinned symbols too, symbols left out that people
 * hold, deleted ones brought back, circles, parents and lines that do not exist.
 */
function wildAnswer(annotation: Annotation, seed: string): CascadeAnswer {
  const uniform = seededUniform(seed);
  const among = <T>(values: readonly T[]): T => values[Math.floor(uniform() * values.length)]!;
  const ids = [...Object.keys(annotation.symbols), 'stranger'] as SymbolId[];
  const lines = [...Object.keys(annotation.lines), 'elsewhere'] as LineId[];
  const place = (): Place => {
    const line = among(lines);
    return uniform() < 0.15
      ? { line, parent: null, relation: null }
      : { line, parent: among(ids), relation: among(RELATIONS) };
  };
  const said = Object.fromEntries(
    ids.flatMap((id): [string, Partial<PredictedSymbol> | null][] => {
      const chance = uniform();
      if (chance < 0.1) return [[id, null]];
      const change = {
        ...(uniform() < 0.4 && { class: among(CLASSES), confidence: uniform() }),
        ...(uniform() < 0.4 && { place: place(), placeConfidence: uniform() }),
      };
      return [[id, change]];
    }),
  );
  const graves = Object.values(annotation.tombstones).map(({ id, box, class: name }) => ({
    id,
    box,
    class: name,
  }));
  const new1 = { id: `n${Math.floor(uniform() * 1e6)}` as SymbolId, class: 'b' };
  const newcomers = [
    ...graves,
    { ...new1, box: { x: uniform() * 380, y: uniform() * 180, width: 9, height: 9 } },
  ];
  const fresh = newcomers.map((one): PredictedSymbol => ({
    ...one,
    ...{ boxConfidence: 1, confidence: 1, candidates: [], place: place(), placeConfidence: 1 },
  }));
  const known = answerAbout(annotation, said, fresh);
  return { ...known, lines: uniform() < 0.5 ? known.lines : lines };
}

/** Models that answer when told to, and then anything. */
export class WildModels {
  #waiting: { annotation: Annotation; resolve: (answer: CascadeAnswer | null) => void }[] = [];

  ask: AskModels = (annotation) => new Promise((resolve) => this.#waiting.push({ annotation, resolve }));

  /** Answers everything that was asked; null where nothing answers. */
  async answer(seed: string | null): Promise<void> {
    for (const { annotation, resolve } of this.#waiting.splice(0)) {
      resolve(seed === null ? null : wildAnswer(annotation, seed));
    }
    await settled();
  }
}
