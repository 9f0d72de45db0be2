import type {
  ClassHead,
  Comparison,
  Interval,
  MetricComparison,
  Paired,
  Verdict,
} from '@/lib/domain/comparison/types';
import type { MetricKey } from '@/lib/domain/metrics';
import { metricFacts } from '@/lib/domain/metrics';
import type { Stage } from '@/lib/domain/stages';
import type { GuardedValue, GuardEvidence, GuardVerdict } from './types';

/** What says most about a stage, each on its own input, so that it is the candidate's alone. */
const STAGE_METRICS: Record<Stage, readonly MetricKey[]> = {
  detector: ['detector.f1_50', 'detector.f1_75', 'detector.allFound'],
  recognizer: ['recognizer.top1', 'recognizer.macroRecall'],
  aligner: [
    'aligner.classTop1',
    'aligner.classMacroRecall',
    'aligner.relationF1',
    'aligner.macroRelationF1',
    'aligner.treeExact',
  ],
  converter: ['converter.exact'],
};

/** What people feel; it depends on all four stages together. */
const WHOLE_METRICS: readonly MetricKey[] = [
  'endToEnd.exprate',
  'endToEnd.zeroTouch',
  'endToEnd.meanCorrections',
];

/** Whose classes a stage answers for: a detector loses a class by not finding it. The converter says none. */
const CLASS_HEAD: Partial<Record<Stage, ClassHead>> = {
  detector: 'predicted',
  recognizer: 'recognizer',
  aligner: 'context',
};

/** Gold symbols (edges) below which a class (relation) is too rare to be judged. */
const ENOUGH = 10;
/** A drop by so much is a loss, whatever the interval says and in however few formulas it is. */
const DROP = 0.1;
/** A median this many times as long is a loss. */
const SLOWER = 1.5;
/** Differences of fractions do not come out to the last bit. */
const NOTHING = 1e-9;

const VERDICTS: Record<Verdict, GuardVerdict> = {
  better: 'won',
  worse: 'lost',
  no_difference: 'no_difference',
};

type Judged = Pick<GuardedValue, 'inUse' | 'candidate' | 'difference' | 'verdict'>;

const UNKNOWN: Judged = { inUse: null, candidate: null, difference: null, verdict: 'unknown' };

const judged = (
  a: Interval | null,
  b: Interval | null,
  difference: Interval | null,
  verdict: GuardVerdict,
) => ({
  inUse: a?.value ?? null,
  candidate: b?.value ?? null,
  difference,
  verdict,
});

/**
 * That few formulas differ (`verdictOf`) says that a loss is not shown, not that there is none: where all of them
 * point to the worse side, nobody knows.
 */
function judgeMetric({ difference, verdict, better }: MetricComparison): GuardVerdict {
  const leastLoss = better === 'higher' ? -difference.high : difference.low;
  return verdict === 'no_difference' && leastLoss > NOTHING ? 'unknown' : VERDICTS[verdict];
}

function metric(key: MetricKey, comparison: Comparison | null): GuardedValue {
  const { group, better } = metricFacts(key);
  const found = comparison?.metrics.find((row) => row.key === key);
  const said = found ? judged(found.a, found.b, found.difference, judgeMetric(found)) : UNKNOWN;
  const name = key.slice(group.length + 1);
  return { kind: 'metric', key: name, group, better, support: null, ...said };
}

/** Of recall or F1, of which more is better; of what there is enough of in the truth. */
function judgeShare({ a, b, difference, verdict }: Paired): GuardVerdict {
  if (!a || !b || !difference) return 'unknown';
  if (difference.value <= -DROP + NOTHING) return 'lost';
  return VERDICTS[verdict];
}

type ClassRow = Comparison['perRelation'][number];

function share(kind: 'class' | 'relation', group: Stage, row: ClassRow): GuardedValue {
  const paired = kind === 'class' ? row.recall : row.f1;
  const verdict = judgeShare(paired);
  const said = judged(paired.a, paired.b, paired.difference, verdict);
  return { kind, key: row.class, group, better: 'higher', support: row.support, ...said };
}

function shares(stage: Stage, comparison: Comparison): GuardedValue[] {
  const head = CLASS_HEAD[stage];
  const enough = (rows: readonly ClassRow[]) => rows.filter(({ support }) => support >= ENOUGH);
  return [
    ...(head ? enough(comparison.perClass[head]).map((row) => share('class', stage, row)) : []),
    ...(stage === 'aligner'
      ? enough(comparison.perRelation).map((row) => share('relation', stage, row))
      : []),
  ];
}

function latency(comparison: Comparison | null): GuardedValue {
  const total = comparison?.latency.find(({ step }) => step === 'total');
  const ratio = total?.p50Ratio?.value;
  const verdict =
    ratio === undefined ? 'unknown' : ratio > SLOWER ? 'lost' : ratio < 1 / SLOWER ? 'won' : 'no_difference';
  const said = total ? judged(total.p50.a, total.p50.b, total.p50.difference, verdict) : UNKNOWN;
  return { kind: 'latency', key: 'p50', group: 'endToEnd', better: 'lower', support: null, ...said };
}

/** Only what both could score is compared: failing on the hard ones must not look like being better. */
function coverage(scored: { inUse: number; candidate: number } | null): GuardedValue {
  const more = scored ? Math.sign(scored.candidate - scored.inUse) : 0;
  const verdict: GuardVerdict = !scored ? 'unknown' : more < 0 ? 'lost' : more > 0 ? 'won' : 'no_difference';
  return {
    kind: 'coverage',
    key: 'scored',
    group: 'endToEnd',
    better: 'higher',
    inUse: scored?.inUse ?? null,
    candidate: scored?.candidate ?? null,
    difference: null,
    support: null,
    verdict,
  };
}

/** Two evaluations side by side: a is what is in use, b has the candidate. */
export type Compared = {
  comparison: Comparison;
  otherStages: GuardEvidence['otherStages'];
  /** Formulas that each could score. */
  scored: { inUse: number; candidate: number };
};

/**
 * Every number that a release of a candidate for `stage` must not make worse.
 *
 * A metric is lost when the paired 95 % interval of its difference (bootstrap over formulas) lies wholly on the
 * worse side of 0, and not known when it does so in fewer than six formulas. Recall of a class and F1 of a relation
 * are judged when the truth has at least 10 of them: the same interval decides, and a drop of 10 points is a loss
 * however wide it is and however few formulas have the class. The median time a formula may grow by half. Fewer
 * formulas that could be scored at all is a loss. What depends on the other stages is not known unless both
 * evaluations had the same ones.
 * @param compared null: never evaluated on the same formulas, so that nothing is known
 */
export function guardedValues(stage: Stage, compared: Compared | null): GuardedValue[] {
  const comparison = compared?.comparison ?? null;
  const alike = compared !== null && compared.otherStages !== 'different';
  const whole = alike ? comparison : null;
  const classes = stage === 'detector' ? whole : comparison;
  return [
    ...WHOLE_METRICS.map((key) => metric(key, whole)),
    ...STAGE_METRICS[stage].map((key) => metric(key, comparison)),
    ...(classes ? shares(stage, classes) : []),
    latency(whole),
    coverage(alike ? compared.scored : null),
  ];
}

/** Whether a value stands in the way: it is lost, or nobody knows. */
export const isOpen = ({ verdict }: GuardedValue): boolean => verdict === 'lost' || verdict === 'unknown';

/** Whether a reason must be given because of what is guarded. */
export function needsReason(values: readonly GuardedValue[]): boolean {
  return values.some(isOpen);
}
