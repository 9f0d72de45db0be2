import { RELATIONS, type Relation } from '@/lib/domain/annotation/schema';
import { AppError } from '@/lib/errors';
import { anchoredSymbols } from '../anchors';
import type { Card } from '../card';
import {
  cardNumber,
  outputOf,
  type AlignerOutput,
  type PlacedSymbol,
  type Proposal,
  type StageContext,
} from '../stage';
import { logSoftmaxRows, requireTensor, softmaxRows, topIndices, type Tensors } from '../tensor';
import { DEFAULT_THRESHOLDS, RELATION_COUNT } from './contract';
import type { ForcedPlace, TreeScores } from './decode';
import { roleOf, type Grammar } from './grammar';
import { decodeLines } from './lines';

/** Names of the relation columns, from the card. */
export function relationsOf(card: Card): readonly Relation[] {
  const relations = card.kind === 'onnx' ? card.relations : RELATIONS;
  if (relations.length !== RELATION_COUNT || new Set(relations).size !== RELATION_COUNT) {
    throw new AppError(
      'inference_failed',
      `The card of aligner ${card.name} must list the six relations once each.`,
    );
  }
  return relations;
}

/** Does the model say that proposal n is no symbol? The last column is "no symbol". */
export function isRejected(revised: Float32Array, n: number, columns: number, card: Card): boolean {
  const start = n * columns;
  const none = revised[start + columns - 1]!;
  const limit = card.thresholds.reject;
  if (limit !== undefined) return none > limit;
  for (let c = 0; c < columns - 1; c++) if (revised[start + c]! >= none) return false;
  return true;
}

/** Forced places of the kept proposals: pinned, with a parent that is still there. */
function forcedPlaces(kept: readonly Proposal[], relations: readonly Relation[]): (ForcedPlace | null)[] {
  const position = new Map(kept.map(({ id }, n) => [id, n]));
  return kept.map(({ source }) => {
    if (!source?.pins.place || !source.place) return null;
    const { parent, relation } = source.place;
    if (parent === null || relation === null) return { parent: -1, relation: -1 };
    const head = position.get(parent);
    return head === undefined ? null : { parent: head, relation: relations.indexOf(relation) };
  });
}

/** The rows and columns of the kept proposals out of the model's log-probabilities, normalised again. */
export function keptScores(
  tensors: Tensors,
  total: number,
  kept: readonly number[],
  temperature: number,
): Omit<TreeScores, 'forced'> {
  const parent = requireTensor(tensors, 'parent', [total, total + 1]).data;
  const relation = requireTensor(tensors, 'relation', [total, total, RELATION_COUNT]).data;
  const n = kept.length;
  const parentRows = new Float32Array(n * (n + 1));
  const relationRows = new Float32Array(n * n * RELATION_COUNT);
  kept.forEach((child, i) => {
    parentRows[i * (n + 1)] = parent[child * (total + 1)]!;
    kept.forEach((head, j) => {
      // A symbol is never its own parent; the model's score there, if any, must not eat probability.
      parentRows[i * (n + 1) + j + 1] = i === j ? -1e4 : parent[child * (total + 1) + head + 1]!;
      const from = (child * total + head) * RELATION_COUNT;
      relationRows.set(relation.subarray(from, from + RELATION_COUNT), (i * n + j) * RELATION_COUNT);
    });
  });
  return {
    n,
    parent: logSoftmaxRows(parentRows, n + 1, temperature),
    relation: logSoftmaxRows(relationRows, RELATION_COUNT, temperature),
  };
}

export function revisedClasses(tensors: Tensors, context: StageContext, card: Card): Float32Array {
  const { columns, calibrated } = outputOf(context, 'recognizer');
  const { proposals } = outputOf(context, 'detector');
  const logits = requireTensor(tensors, 'classes', [proposals.length, columns]).data;
  const revised = softmaxRows(logits, columns, cardNumber(card.calibration, 'temperature', 1));
  proposals.forEach(({ source }, n) => {
    if (!source?.pins.class) return;
    revised.set(calibrated.subarray(n * columns, (n + 1) * columns), n * columns);
  });
  return revised;
}

/** Which class list the aligner speaks about must be the recognizer's own. */
function checkClasses(classes: readonly string[], card: Card): void {
  if (card.kind !== 'onnx' || card.classes.length === 0) return;
  if (card.classes.length !== classes.length || card.classes.some((name, k) => name !== classes[k])) {
    throw new AppError(
      'inference_failed',
      `Aligner ${card.name} was trained for another class list than the recognizer.`,
    );
  }
}

/** A class that is less certain than this asks nothing of its symbol's place. */
const CERTAIN = 0.8;

/** What the classes of the kept symbols ask of their places. */
function grammarOfKept(
  kept: readonly number[],
  revised: Float32Array,
  classes: readonly string[],
  columns: number,
  relations: readonly Relation[],
): Grammar {
  const roles = kept.map((n) => {
    const [top] = topIndices(revised, n * columns, (n + 1) * columns - 1, 1);
    return top === undefined || revised[n * columns + top]! < CERTAIN ? null : roleOf(classes[top]!);
  });
  const column = (relation: Relation) => relations.indexOf(relation);
  return {
    roles,
    columns: {
      right: column('Right'),
      sub: column('Sub'),
      sup: column('Sup'),
      above: column('Above'),
      below: column('Below'),
    },
  };
}

/** Scores to classes in context, rejected boxes, and one tree per line, around what people pinned. */
export function interpret(tensors: Tensors | null, context: StageContext, card: Card): AlignerOutput {
  const { classes, columns } = outputOf(context, 'recognizer');
  const { proposals } = outputOf(context, 'detector');
  checkClasses(classes, card);
  if (!tensors)
    return { kept: [], classes, columns, probabilities: new Float32Array(0), places: [], lines: 0 };
  const revised = revisedClasses(tensors, context, card);
  const anchored = anchoredSymbols(context.pins);
  const kept = [...proposals.keys()].filter(
    (n) => anchored.has(proposals[n]!.id) || !isRejected(revised, n, columns, card),
  );
  const relations = relationsOf(card);
  const symbols = kept.map((n) => proposals[n]!);
  const scores: TreeScores = {
    ...keptScores(tensors, proposals.length, kept, cardNumber(card.calibration, 'placeTemperature', 1)),
    forced: forcedPlaces(symbols, relations),
  };
  const decoded = decodeLines(
    scores,
    symbols.map(({ box }) => box),
    {
      lineBreak: cardNumber(card.thresholds, 'lineBreak', DEFAULT_THRESHOLDS.lineBreak),
      lineGap: cardNumber(card.thresholds, 'lineGap', DEFAULT_THRESHOLDS.lineGap),
    },
    grammarOfKept(kept, revised, classes, columns, relations),
  );
  const places: PlacedSymbol[] = symbols.map((_, k) => {
    const parent = decoded.parents[k]!;
    const relation = decoded.relations[k]!;
    const line = decoded.members.findIndex((members) => members.includes(k));
    if (scores.forced[k]) return { parent, relation: relations[relation] ?? null, line, confidence: 1 };
    const log =
      scores.parent[k * (scores.n + 1) + parent + 1]! +
      (parent < 0 ? 0 : scores.relation[(k * scores.n + parent) * RELATION_COUNT + relation]!);
    return { parent, relation: relations[relation] ?? null, line, confidence: Math.min(1, Math.exp(log)) };
  });
  const probabilities = new Float32Array(kept.length * columns);
  kept.forEach((n, k) => probabilities.set(revised.subarray(n * columns, (n + 1) * columns), k * columns));
  return { kept, classes, columns, probabilities, places, lines: decoded.members.length };
}
