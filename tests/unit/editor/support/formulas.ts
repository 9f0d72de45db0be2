import type { Annotation, FormulaSymbol, LineId, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { annotationFromPrediction, type Prediction } from '@/lib/domain/annotation/prediction';
import type { Place } from '@/lib/domain/annotation/schema';

export const sid = (id: string) => id as SymbolId;
export const lid = (id: string) => id as LineId;
export const LINE = lid('line-1');
export const IMAGE = { width: 400, height: 200 };
export const CLASSES = [
  '+',
  '-',
  '=',
  '1',
  '2',
  'X',
  '\\alpha',
  '\\sqrt',
  '\\sum',
  '\\times',
  'a',
  'b',
  'x',
  'y',
];

interface Spec {
  readonly class: string;
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly parent?: string;
  readonly relation?: Relation;
  /** Confidence of class, box and place alike. */
  readonly sure?: number;
  readonly unplaced?: boolean;
}

/** A prediction written down symbol by symbol; symbols without a parent are roots of the only line. */
export function prediction(specs: Record<string, Spec>, latex: string): Prediction {
  return {
    symbols: Object.entries(specs).map(
      ([id, { class: name, box, parent, relation, sure = 0.99, unplaced }]) => {
        const place: Place | null = unplaced
          ? null
          : { line: LINE, parent: parent ? sid(parent) : null, relation: relation ?? null };
        return {
          id: sid(id),
          box: { x: box[0], y: box[1], width: box[2], height: box[3] },
          boxConfidence: sure,
          class: name,
          confidence: sure,
          candidates: [
            { class: name, confidence: sure },
            { class: name === 'X' ? 'x' : 'X', confidence: (1 - sure) / 2 },
          ],
          place,
          placeConfidence: sure,
        };
      },
    ),
    lines: [LINE],
    latex,
    latexConfidence: 0.9,
    timingsMs: {},
    candidates: {},
  };
}

/** x ^ 2 + 1, the 2 uncertain. */
export const SQUARE = prediction(
  {
    x: { class: 'x', box: [40, 80, 40, 40] },
    two: { class: '2', box: [84, 60, 18, 24], parent: 'x', relation: 'Sup', sure: 0.6 },
    plus: { class: '+', box: [120, 84, 34, 34], parent: 'x', relation: 'Right' },
    one: { class: '1', box: [180, 76, 12, 46], parent: 'plus', relation: 'Right' },
  },
  'x ^ { 2 } + 1',
);

export const squareAnnotation = (): Annotation => annotationFromPrediction(SQUARE);

export function symbolOf(annotation: Annotation, id: string): FormulaSymbol {
  const symbol = annotation.symbols[sid(id)];
  if (!symbol) throw new Error(`no symbol ${id}`);
  return symbol;
}
