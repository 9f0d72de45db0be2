import type { MetricKey, ScoredFormula } from '@/lib/domain/metrics';
import { countCorrections, matchBoxes, secondsFromScratch, secondsToCorrect } from '@/lib/domain/metrics';
import { editDistance } from '@/lib/domain/metrics/edit-distance';

/**
 * The metrics once more, each in the plainest way, straight from the formulas: no sums of counts, so that what
 * `evaluate` and a comparison read from theirs can be checked against it.
 */

const share = (flags: readonly boolean[]) =>
  flags.length === 0 ? 0 : flags.filter(Boolean).length / flags.length;
const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b) / values.length;
const part = (some: number, all: number) => (all === 0 ? 0 : some / all);
const harmonic = (precision: number, recall: number) =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);

function boxes(formulas: readonly ScoredFormula[], iou: number) {
  let [found, said, gold, complete] = [0, 0, 0, 0];
  for (const formula of formulas) {
    const n = matchBoxes(
      formula.detected,
      formula.gold.symbols.map(({ box }) => box),
      iou,
    ).pairs.length;
    found += n;
    said += formula.detected.length;
    gold += formula.gold.symbols.length;
    if (n === formula.detected.length && n === formula.gold.symbols.length) complete++;
  }
  const [precision, recall] = [part(found, said), part(found, gold)];
  return { precision, recall, f1: harmonic(precision, recall), allFound: part(complete, formulas.length) };
}

/** Answers by name: precision and recall one class at a time. */
function macro(answers: readonly { gold: string | null; said: string | null }[]) {
  const names = [...new Set(answers.flatMap(({ gold, said }) => [gold, said]))].filter((n) => n !== null);
  const scores = names.map((name) => {
    const right = answers.filter(({ gold, said }) => gold === name && said === name).length;
    const gold = answers.filter((answer) => answer.gold === name).length;
    const recall = part(right, gold);
    return {
      gold,
      recall,
      f1: harmonic(part(right, answers.filter(({ said }) => said === name).length), recall),
    };
  });
  return {
    f1: mean(scores.map(({ f1 }) => f1)),
    recall: mean(scores.filter(({ gold }) => gold > 0).map(({ recall }) => recall)),
    top1: share(answers.filter(({ gold }) => gold !== null).map(({ gold, said }) => gold === said)),
  };
}

/** Edges as answers: one that is there and not said, or said and not there, is half an answer. */
function edges(formulas: readonly ScoredFormula[]) {
  const answers: { gold: string | null; said: string | null }[] = [];
  const exact: boolean[] = [];
  for (const { gold, onGold } of formulas) {
    const text = ({ id, parent, relation }: (typeof onGold.places)[number]) =>
      [id, parent ?? '-', relation ?? '-'].join(' ');
    const truth = new Set(gold.symbols.map(text));
    const said = new Set(onGold.places.map(text));
    exact.push(truth.size === said.size && [...truth].every((edge) => said.has(edge)));
    const all = [...new Map([...gold.symbols, ...onGold.places].map((p) => [text(p), p])).values()];
    for (const place of all.filter(({ relation }) => relation !== null)) {
      answers.push({
        gold: truth.has(text(place)) ? place.relation : null,
        said: said.has(text(place)) ? place.relation : null,
      });
    }
  }
  const right = answers.filter(({ gold, said }) => gold === said).length;
  const precision = part(right, answers.filter(({ said }) => said !== null).length);
  const recall = part(right, answers.filter(({ gold }) => gold !== null).length);
  return { f1: harmonic(precision, recall), macroF1: macro(answers).f1, exact: share(exact) };
}

export function directMetrics(formulas: readonly ScoredFormula[]): Record<MetricKey, number> {
  const [at50, at75] = [boxes(formulas, 0.5), boxes(formulas, 0.75)];
  const symbols = formulas.flatMap(({ gold, onGold }) =>
    gold.symbols.map((symbol, n) => ({
      gold: symbol.class,
      ranking: onGold.ranking[n] ?? [],
      context: onGold.contextClass[n] ?? null,
    })),
  );
  const recognizer = macro(symbols.map(({ gold, ranking }) => ({ gold, said: ranking[0] ?? null })));
  const context = macro(symbols.map(({ gold, context: said }) => ({ gold, said })));
  const tree = edges(formulas);
  const distances = formulas.map(({ gold, predicted }) => editDistance(predicted.latex, gold.latex));
  const corrections = formulas.map((formula) => countCorrections(formula));
  const totals = corrections.map((c) => c.add + c.remove + c.relabel + c.relate + c.latex);
  return {
    'endToEnd.exprate': share(distances.map((distance) => distance === 0)),
    'endToEnd.within1': share(distances.map((distance) => distance <= 1)),
    'endToEnd.within2': share(distances.map((distance) => distance <= 2)),
    'endToEnd.zeroTouch': share(totals.map((total) => total === 0)),
    'endToEnd.meanCorrections': mean(totals),
    'endToEnd.klmSecondsCorrect': mean(
      formulas.map(({ gold }, n) => secondsToCorrect(corrections[n]!, gold.symbols.length)),
    ),
    'endToEnd.klmSecondsScratch': mean(formulas.map(({ gold }) => secondsFromScratch(gold))),
    'detector.f1_50': at50.f1,
    'detector.precision50': at50.precision,
    'detector.recall50': at50.recall,
    'detector.f1_75': at75.f1,
    'detector.allFound': at50.allFound,
    'recognizer.top1': recognizer.top1,
    'recognizer.top5': share(symbols.map(({ gold, ranking }) => ranking.slice(0, 5).includes(gold))),
    'recognizer.macroF1': recognizer.f1,
    'recognizer.macroRecall': recognizer.recall,
    'aligner.classTop1': context.top1,
    'aligner.classMacroRecall': context.recall,
    'aligner.relationF1': tree.f1,
    'aligner.macroRelationF1': tree.macroF1,
    'aligner.treeExact': tree.exact,
    'converter.exact': share(formulas.map(({ gold }) => gold.written.join(' ') === gold.latex.join(' '))),
  };
}
