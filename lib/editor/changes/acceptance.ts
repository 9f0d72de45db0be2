import type { Annotation, FormulaSymbol } from '@/lib/domain/annotation/schema';
import type { Stage } from '@/lib/domain/stages';

const PIN_OF_STAGE = { detector: 'box', recognizer: 'class', aligner: 'place' } as const;

/** Accepts stages: their values are pinned, so that no model changes what a person has looked at. */
export function acceptStages(annotation: Annotation, stages: readonly Stage[]): Annotation {
  const pins = stages.flatMap((stage) => (stage === 'converter' ? [] : [PIN_OF_STAGE[stage]]));
  const pinned = (symbol: FormulaSymbol): FormulaSymbol =>
    pins.every((pin) => symbol.pins[pin])
      ? symbol
      : { ...symbol, pins: { ...symbol.pins, ...Object.fromEntries(pins.map((pin) => [pin, true])) } };
  const accepted = { ...annotation.accepted };
  for (const stage of stages) accepted[stage] = true;
  return {
    ...annotation,
    symbols: Object.fromEntries(
      Object.entries(annotation.symbols).map(([id, symbol]) => [id, pinned(symbol)]),
    ) as Annotation['symbols'],
    label: stages.includes('converter') ? { ...annotation.label, pinned: true } : annotation.label,
    accepted,
  };
}
