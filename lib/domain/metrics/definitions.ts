import { METRIC_KEYS, type MetricKey } from './catalogue';
import type { Layout, Triple } from './layout';
import { f1, ratio } from './ratios';
import type { Count, Table } from './tally';

/** A number that is read from summed counts; NaN where it is not defined. */
export interface Statistic {
  /** The columns that it reads. */
  columns: readonly number[];
  read(sums: Float64Array): number;
}

type Definition = (layout: Layout) => Statistic;

const perWhole =
  (part: Count, whole: Count): Definition =>
  (layout) => {
    const columns = [layout.column(part), layout.column(whole)] as const;
    return { columns, read: (sums) => ratio(sums[columns[0]]!, sums[columns[1]]!) };
  };

const f1Of =
  (right: Count, said: Count, gold: Count): Definition =>
  (layout) => {
    const columns = [layout.column(right), layout.column(said), layout.column(gold)] as const;
    return { columns, read: (sums) => f1(sums[columns[0]]!, sums[columns[1]]!, sums[columns[2]]!) };
  };

const columnsOf = ({ gold, said, right }: Triple) => [gold, said, right];

/** Mean over those rows of a table that `value` gives a number for. */
const macro =
  (table: Table, value: (gold: number, said: number, right: number) => number | null): Definition =>
  (layout) => {
    const rows = [...layout.table(table).values()];
    return {
      columns: rows.flatMap(columnsOf),
      read: (sums) => {
        let [total, count] = [0, 0];
        for (const { gold, said, right } of rows) {
          const one = value(sums[gold]!, sums[said]!, sums[right]!);
          if (one === null) continue;
          total += one;
          count++;
        }
        return ratio(total, count);
      },
    };
  };

/** Mean recall over the classes that occur in the truth (balanced accuracy). */
const macroRecall = (table: Table) =>
  macro(table, (gold, _said, right) => (gold > 0 ? ratio(right, gold) : null));

/** Mean F1 over the rows that occur in the truth or among the answers. */
const macroF1 = (table: Table) =>
  macro(table, (gold, said, right) => (gold + said > 0 ? f1(right, said, gold) : null));

/** Share of symbols whose first class is right. */
const top1 =
  (table: Table): Definition =>
  (layout) => {
    const rows = [...layout.table(table).values()];
    const symbols = layout.column('symbols' satisfies Count);
    return {
      columns: [symbols, ...rows.map(({ right }) => right)],
      read: (sums) =>
        ratio(
          rows.reduce((total, { right }) => total + sums[right]!, 0),
          sums[symbols]!,
        ),
    };
  };

/** The one definition of every metric: `evaluate`, its intervals and a comparison all read these. */
const DEFINITIONS: Record<MetricKey, Definition> = {
  'endToEnd.exprate': perWhole('within0', 'formulas'),
  'endToEnd.within1': perWhole('within1', 'formulas'),
  'endToEnd.within2': perWhole('within2', 'formulas'),
  'endToEnd.zeroTouch': perWhole('untouched', 'formulas'),
  'endToEnd.meanCorrections': perWhole('corrections', 'formulas'),
  'endToEnd.klmSecondsCorrect': perWhole('secondsCorrect', 'formulas'),
  'endToEnd.klmSecondsScratch': perWhole('secondsScratch', 'formulas'),
  'detector.f1_50': f1Of('found50', 'detected', 'symbols'),
  'detector.precision50': perWhole('found50', 'detected'),
  'detector.recall50': perWhole('found50', 'symbols'),
  'detector.f1_75': f1Of('found75', 'detected', 'symbols'),
  'detector.allFound': perWhole('allFound', 'formulas'),
  'recognizer.top1': top1('recognizer'),
  'recognizer.top5': perWhole('inFirstFive', 'symbols'),
  'recognizer.macroF1': macroF1('recognizer'),
  'recognizer.macroRecall': macroRecall('recognizer'),
  'aligner.classTop1': top1('context'),
  'aligner.classMacroRecall': macroRecall('context'),
  'aligner.relationF1': f1Of('edgesRight', 'edgesSaid', 'edgesGold'),
  'aligner.macroRelationF1': macroF1('relation'),
  'aligner.treeExact': perWhole('treeExact', 'formulas'),
  'converter.exact': perWhole('writtenExact', 'formulas'),
};

/** How a metric is read; to be asked for after the last formula was tallied, when all classes are known. */
export function metricStatistic(key: MetricKey, layout: Layout): Statistic {
  return DEFINITIONS[key](layout);
}

/** Every metric of summed tallies. */
export function readMetrics(layout: Layout, sums: Float64Array): Record<MetricKey, number> {
  const statistics = METRIC_KEYS.map((key) => [key, metricStatistic(key, layout)] as const);
  // A column that no formula counted is made just now, beyond the end of the sums.
  const padded = new Float64Array(layout.size);
  padded.set(sums);
  return Object.fromEntries(statistics.map(([key, { read }]) => [key, read(padded)])) as Record<
    MetricKey,
    number
  >;
}
