import type { Evaluation } from '@/lib/domain/metrics';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const number = (value: number) => value.toFixed(2);

/** Rows of an evaluation for people: what, the models, a predictor that looks at nothing. */
function rows({ detector, recognizer, aligner, converter, endToEnd, baselines }: Evaluation): string[][] {
  const none = baselines.endToEnd;
  return [
    ['whole expression right', percent(endToEnd.exprate), percent(baselines.converter.exprate)],
    [
      '… at most one, two token edits away',
      `${percent(endToEnd.within1)}, ${percent(endToEnd.within2)}`,
      `${percent(baselines.converter.within1)}, ${percent(baselines.converter.within2)}`,
    ],
    ['right in all stages, no correction needed', percent(endToEnd.zeroTouch), percent(none.zeroTouch)],
    ['corrections a formula', number(endToEnd.meanCorrections), number(none.meanCorrections)],
    [
      'seconds a formula (keystroke-level model), by hand',
      `${number(endToEnd.klmSecondsCorrect)}, ${number(endToEnd.klmSecondsScratch)}`,
      '–',
    ],
    ['symbols F1 at IoU 0.5', percent(detector.f1_50), percent(baselines.detector.f1_50)],
    [
      '… precision, recall',
      `${percent(detector.precision50)}, ${percent(detector.recall50)}`,
      `${percent(baselines.detector.precision50)}, ${percent(baselines.detector.recall50)}`,
    ],
    ['symbols F1 at IoU 0.75', percent(detector.f1_75), percent(baselines.detector.f1_75)],
    ['every symbol found, none extra', percent(detector.allFound), percent(baselines.detector.allFound)],
    ['class, gold boxes: first', percent(recognizer.top1), percent(baselines.recognizer.top1)],
    ['… among the first five', percent(recognizer.top5), percent(baselines.recognizer.top5)],
    [
      '… macro F1, macro recall',
      `${percent(recognizer.macroF1)}, ${percent(recognizer.macroRecall)}`,
      `${percent(baselines.recognizer.macroF1)}, ${percent(baselines.recognizer.macroRecall)}`,
    ],
    ['class in context, gold boxes', percent(aligner.classTop1), '–'],
    ['relations F1, gold symbols', percent(aligner.relationF1), percent(baselines.aligner.relationF1)],
    ['… macro over relations', percent(aligner.macroRelationF1), percent(baselines.aligner.macroRelationF1)],
    ['whole tree, gold symbols', percent(aligner.treeExact), percent(baselines.aligner.treeExact)],
    ['LaTeX from the gold tree', percent(converter.exact), '–'],
  ];
}

/** An evaluation as a Markdown table. */
export function evaluationTable(evaluation: Evaluation): string {
  const { formulas, latencyMs } = evaluation;
  const lines = [['', 'models', 'constant predictor'], ['---', '---', '---'], ...rows(evaluation)];
  const latency = `p50 ${latencyMs.p50.toFixed(0)} ms, p95 ${latencyMs.p95.toFixed(0)} ms a formula, ${percent(latencyMs.onnxShare)} of it inside ONNX Runtime`;
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${formulas} formulas; ${latency}.\n`;
}
