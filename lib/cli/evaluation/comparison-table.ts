import type { Comparison, Interval } from '@/lib/domain/comparison';
import type { EvaluationComparison, OutcomeCounts } from '@/lib/domain/evaluations';
import { CALIBRATION_NAMES, markdown, megabytes, METRIC_NAMES, percent, written } from './names';
import { headingOf } from './stored-table';

/** Rows that a comparison shows of classes: those that changed most. */
const CLASSES = 12;

const OUTCOME_NAMES: Record<keyof OutcomeCounts, string> = {
  detector: 'boxes',
  recognizer: 'classes',
  aligner: 'tree',
  converter: 'LaTeX from the gold tree',
  endToEnd: 'whole expression',
  zeroTouch: 'everything',
};

const signed = (text: string, value: number) => (value > 0 ? `+${text}` : text);
const shareInterval = (interval: Interval | null) =>
  interval
    ? `${signed(percent(interval.value), interval.value)} (${percent(interval.low)} – ${percent(interval.high)})`
    : '–';
const VERDICTS = { better: 'better', worse: 'worse', no_difference: '' } as const;

function metricRows({ metrics }: Comparison): string[][] {
  return metrics.map(({ key, a, b, difference: d, verdict }) => [
    METRIC_NAMES[key],
    written(key, a.value),
    written(key, b.value),
    `${signed(written(key, d.value), d.value)} (${written(key, d.low)} – ${written(key, d.high)})`,
    VERDICTS[verdict],
  ]);
}

/** Recall in context of the classes in which most changed. */
function classRows({ perClass }: Comparison): string[][] {
  return perClass.context
    .filter(({ support, recall }) => support > 0 && recall.changed > 0 && recall.difference)
    .sort((x, y) => Math.abs(y.recall.difference!.value) - Math.abs(x.recall.difference!.value))
    .slice(0, CLASSES)
    .map(({ class: name, support, recall }) => [
      `\`${name}\``,
      String(support),
      percent(recall.a!.value),
      percent(recall.b!.value),
      shareInterval(recall.difference),
      VERDICTS[recall.verdict],
    ]);
}

function calibrationRows({ calibration }: Comparison): string[][] {
  return Object.entries(calibration).map(([head, { equalWidth }]) => [
    `calibration error: ${CALIBRATION_NAMES[head as keyof typeof CALIBRATION_NAMES]}`,
    percent(equalWidth.a.ece.value),
    percent(equalWidth.b.ece.value),
    shareInterval(equalWidth.difference),
    VERDICTS[equalWidth.verdict],
  ]);
}

function costRows({ latency, memory }: Comparison): string[][] {
  const total = latency.find(({ step }) => step === 'total');
  const ratio = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : `× ${value.toFixed(2)}`;
  const bytes = (value: number | null) => (value === null ? '–' : megabytes(value));
  return [
    ...(total
      ? [
          [
            'median ms a formula',
            total.p50.a?.value.toFixed(0) ?? '–',
            total.p50.b?.value.toFixed(0) ?? '–',
            ratio(total.p50Ratio?.value),
            VERDICTS[total.p50.verdict],
          ],
        ]
      : []),
    ...(['peakRss', 'weights'] as const).map((key) => [
      key === 'peakRss' ? 'peak memory' : 'weights',
      bytes(memory[key].a),
      bytes(memory[key].b),
      ratio(memory[key].ratio),
      '',
    ]),
  ];
}

const outcomeRows = (outcomes: OutcomeCounts): string[][] =>
  Object.entries(outcomes).map(([outcome, { a, b, both, neither }]) => [
    OUTCOME_NAMES[outcome as keyof OutcomeCounts],
    ...[a, b, both, neither].map(String),
  ]);

/** Two evaluations side by side, as Markdown tables. */
export function comparisonTable({ a, b, comparison, outcomes, unscored }: EvaluationComparison): string {
  const classes = classRows(comparison);
  return [
    `a = ${headingOf(a)}b = ${headingOf(b)}`,
    markdown([
      ['', 'a', 'b', 'b − a (95 % interval)', ''],
      ...metricRows(comparison),
      ...calibrationRows(comparison),
      ...costRows(comparison),
    ]),
    ...(classes.length > 0
      ? [
          markdown([
            ['class in context: recall', 'symbols', 'a', 'b', 'b − a (95 % interval)', ''],
            ...classes,
          ]),
        ]
      : []),
    markdown([['right', 'a only', 'b only', 'both', 'neither'], ...outcomeRows(outcomes)]),
    `${comparison.formulas} formulas that both scored, ${comparison.resamples} bootstrap resamples.\n${unscored
      .map(
        ({ name, a: inA, b: inB }) =>
          `not scored: ${name}: a: ${inA?.message ?? 'scored'}, b: ${inB?.message ?? 'scored'}\n`,
      )
      .join('')}`,
  ].join('\n');
}
