import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { linesInOrder } from '@/lib/domain/ordering';
import type { Stage } from '@/lib/domain/stages';
import type { AskModels } from '@/lib/editor/cascade/follow';
import type { CascadeAnswer } from '@/lib/editor/cascade/items';
import { settled } from './workplace';

type Said = Partial<Omit<PredictedSymbol, 'id'>>;

/** An answer that says what the annotation says, but for `said`; null leaves the symbol out, as no symbol. */
export function answerAbout(
  annotation: Annotation,
  said: Record<string, Said | null> = {},
  fresh: readonly PredictedSymbol[] = [],
): CascadeAnswer {
  const symbols = Object.values(annotation.symbols).flatMap((symbol): PredictedSymbol[] => {
    const change = Object.hasOwn(said, symbol.id) ? said[symbol.id] : {};
    if (change === null) return [];
    const name = change?.class ?? symbol.class;
    return [
      {
        id: symbol.id,
        box: symbol.box,
        boxConfidence: 1,
        class: name,
        confidence: 0.9,
        candidates: [{ class: name, confidence: 0.9 }],
        place: symbol.place,
        placeConfidence: 0.9,
        ...change,
      },
    ];
  });
  return { symbols: [...symbols, ...fresh], lines: linesInOrder(annotation).map(({ id }) => id) };
}

/** Models that answer when told to. */
export class TestModels {
  readonly questions: { annotation: Annotation; changed: Stage }[] = [];
  readonly #waiting: ((answer: CascadeAnswer | null) => void)[] = [];

  ask: AskModels = (annotation, changed) => {
    this.questions.push({ annotation, changed });
    return new Promise((resolve) => this.#waiting.push(resolve));
  };

  get stages(): Stage[] {
    return this.questions.map(({ changed }) => changed);
  }

  /** Answers the oldest open question: as the annotation has it, but for what `said` says. */
  async answer(said: Record<SymbolId | string, Said | null> = {}): Promise<void> {
    const question = this.questions[this.questions.length - this.#waiting.length];
    if (question) this.#waiting.shift()?.(answerAbout(question.annotation, said));
    await settled();
  }

  /** No model can be reached. */
  async fail(): Promise<void> {
    this.#waiting.shift()?.(null);
    await settled();
  }
}
