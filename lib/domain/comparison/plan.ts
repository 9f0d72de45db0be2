import { METRIC_KEYS, type MetricKey, type ScoredFormula } from '@/lib/domain/metrics';
import { metricStatistic, type Statistic } from '@/lib/domain/metrics/definitions';
import { type Layout, type Tally, type Triple } from '@/lib/domain/metrics/layout';
import { tallyFormula, type Count } from '@/lib/domain/metrics/tally';
import {
  answersOf,
  answerTallier,
  eceStatistic,
  edgesFor,
  overconfidenceStatistic,
  type AllEdges,
} from './calibration';
import { each } from './each';
import { BINNINGS, CALIBRATION_HEADS, CLASS_HEADS } from './types';
import type { Binning, CalibrationHead, ClassHead } from './types';

/** One candidate's counts. */
export interface Side {
  tallies: Tally[];
  edges: AllEdges;
}

/** Numbers are indices into `statistics`. */
export interface ClassPlan extends Record<'precision' | 'recall' | 'f1', number> {
  name: string;
  triple: Triple;
}
interface CellPlan extends Record<'exprate' | 'zeroTouch' | 'meanCorrections', number> {
  cell: string;
  /** Column of how many formulas it has. */
  formulas: number;
}
type CalibrationPlan = Record<'overconfidence' | Binning, number>;

/** Everything that is estimated, once for all candidates that are looked at. */
export interface Plan {
  statistics: Statistic[];
  metrics: Record<MetricKey, number>;
  classes: Record<ClassHead, ClassPlan[]>;
  relations: ClassPlan[];
  cells: CellPlan[];
  calibration: Record<CalibrationHead, CalibrationPlan>;
}

const PER_CELL = {
  exprate: 'within0',
  zeroTouch: 'untouched',
  meanCorrections: 'corrections',
} as const satisfies Record<string, Count>;

const cellColumn = (layout: Layout, cell: string, count: Count) => layout.column(`cell/${cell}/${count}`);

/** Counts every formula of one candidate; `cells` along the formulas. */
export function countSide(
  layout: Layout,
  formulas: readonly ScoredFormula[],
  cells: readonly string[],
): Side {
  const answers = formulas.map(answersOf);
  const edges = edgesFor(answers);
  const tallyAnswers = answerTallier(layout, edges);
  const tallies = formulas.map((formula, n) => {
    const tally = new Map(tallyFormula(layout, formula));
    tallyAnswers(tally, answers[n]!);
    for (const count of ['formulas', ...Object.values(PER_CELL)] as const) {
      tally.set(cellColumn(layout, cells[n]!, count), tally.get(layout.column(count)) ?? 0);
    }
    return tally;
  });
  return { tallies, edges };
}

/** `part / whole`, not defined for an empty whole: in a resample without the class nothing is known about it. */
function conditional(part: readonly [times: number, column: number], whole: readonly number[]): Statistic {
  const [times, column] = part;
  return {
    columns: [column, ...whole],
    read: (sums) => {
      const all = whole.reduce((total, one) => total + sums[one]!, 0);
      return all === 0 ? Number.NaN : (times * sums[column]!) / all;
    },
  };
}

/** What can be said about what was counted. To be made after the last formula of the last candidate. */
export function planStatistics(layout: Layout, cells: readonly string[]): Plan {
  const statistics: Statistic[] = [];
  const add = (statistic: Statistic) => statistics.push(statistic) - 1;
  const rowsOf = (table: ClassHead | 'relation') =>
    [...layout.table(table)].map(([name, triple]) => ({
      name,
      triple,
      precision: add(conditional([1, triple.right], [triple.said])),
      recall: add(conditional([1, triple.right], [triple.gold])),
      f1: add(conditional([2, triple.right], [triple.said, triple.gold])),
    }));
  const cellOf = (cell: string) => {
    const formulas = cellColumn(layout, cell, 'formulas');
    const per = (key: keyof typeof PER_CELL) =>
      add(conditional([1, cellColumn(layout, cell, PER_CELL[key])], [formulas]));
    return {
      cell,
      formulas,
      exprate: per('exprate'),
      zeroTouch: per('zeroTouch'),
      meanCorrections: per('meanCorrections'),
    };
  };
  const calibrationOf = (head: CalibrationHead) => ({
    overconfidence: add(overconfidenceStatistic(layout, head)),
    ...each(BINNINGS, (binning) => add(eceStatistic(layout, head, binning))),
  });
  return {
    statistics,
    metrics: each(METRIC_KEYS, (key) => add(metricStatistic(key, layout))),
    classes: each(CLASS_HEADS, rowsOf),
    relations: rowsOf('relation'),
    cells: [...new Set(cells)].sort().map(cellOf),
    calibration: each(CALIBRATION_HEADS, calibrationOf),
  };
}
