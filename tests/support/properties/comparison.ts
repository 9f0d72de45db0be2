import fc from 'fast-check';
import type * as comparison from '@/lib/domain/comparison';
import { BINNINGS, CALIBRATION_HEADS } from '@/lib/domain/comparison';
import { answersOf } from '@/lib/domain/comparison/calibration';
import type * as bootstrap from '@/lib/domain/comparison/bootstrap';
import type * as intervals from '@/lib/domain/comparison/interval';
import type * as resample from '@/lib/domain/comparison/resample';
import { evaluate, METRIC_KEYS } from '@/lib/domain/metrics';
import { Layout, type Tally } from '@/lib/domain/metrics/layout';
import { seededUniform } from '@/lib/domain/random';
import { twoCandidates } from '../metrics/arbitrary';
import { directMetrics } from '../metrics/direct';

export type ComparisonImplementation = Pick<typeof comparison, 'compare'>;

const FEW = { resamples: 40 };
const differ = (a: number, b: number) => Math.abs(a - b) > 1e-9;

function metricsOf(impl: ComparisonImplementation, ...[a, b]: Parameters<typeof comparison.compare>) {
  return new Map(impl.compare(a, b, FEW).metrics.map((metric) => [metric.key, metric]));
}

/** Values are those of the plainest computation and of `evaluate`, a's under a and b's under b. */
export function valuesAreTheirOwn(impl: ComparisonImplementation): void {
  fc.assert(
    fc.property(twoCandidates, ({ a, b }) => {
      const metrics = metricsOf(impl, a, b);
      const [ofA, ofB] = [directMetrics(a), directMetrics(b)];
      const evaluated = evaluate(b, []) as unknown as Record<string, Record<string, number>>;
      for (const key of METRIC_KEYS) {
        const metric = metrics.get(key)!;
        const [group, name] = key.split('.') as [string, string];
        if (differ(metric.a.value, ofA[key]))
          throw new Error(`${key}: a is ${metric.a.value}, not ${ofA[key]}`);
        if (differ(metric.b.value, ofB[key]))
          throw new Error(`${key}: b is ${metric.b.value}, not ${ofB[key]}`);
        if (differ(evaluated[group]![name]!, ofB[key])) throw new Error(`${key}: evaluate says otherwise`);
        if (differ(metric.difference.value, ofB[key] - ofA[key])) throw new Error(`${key}: difference`);
      }
    }),
    { numRuns: 100 },
  );
}

/** Nothing differs from itself; b against a is a against b with the sign turned. */
export function differencesArePaired(impl: ComparisonImplementation): void {
  fc.assert(
    fc.property(twoCandidates, ({ a, b }) => {
      for (const [key, { difference, changed, verdict }] of metricsOf(impl, a, a)) {
        const still = difference.low === 0 && difference.high === 0 && changed === 0;
        if (!still || verdict !== 'no_difference') throw new Error(`${key} differs from itself`);
      }
      const [there, back] = [metricsOf(impl, a, b), metricsOf(impl, b, a)];
      for (const [key, { difference: d, verdict }] of there) {
        const other = back.get(key)!;
        if (differ(d.low, -other.difference.high) || differ(d.high, -other.difference.low))
          throw new Error(`${key} is not the same from the other side`);
        const turned = { better: 'worse', worse: 'better', no_difference: 'no_difference' } as const;
        if (other.verdict !== turned[verdict]) throw new Error(`${key}: ${verdict} and ${other.verdict}`);
      }
    }),
    { numRuns: 60 },
  );
}

/** Every answer is in the bin that holds its confidence, and the error is what its bins say. */
export function answersAreInTheirBins(impl: ComparisonImplementation): void {
  fc.assert(
    fc.property(twoCandidates, ({ a, b }) => {
      const { calibration } = impl.compare(a, b, FEW);
      for (const head of CALIBRATION_HEADS) {
        const answers = b.flatMap((formula) => answersOf(formula)[head]);
        for (const binning of BINNINGS) {
          const { bins, ece } = calibration[head][binning].b;
          let error = 0;
          bins.forEach(({ low, high, count, accuracy, confidence }, n) => {
            const last = n === bins.length - 1;
            const inside = answers.filter(
              (answer) => answer.confidence >= low && (last || answer.confidence < high),
            );
            if (inside.length !== count) throw new Error(`${head}: ${count} answers in bin ${n}`);
            if (count === 0) return;
            const right = inside.filter((answer) => answer.right).length / count;
            const mean = inside.reduce((sum, answer) => sum + answer.confidence, 0) / count;
            if (differ(right, accuracy) || differ(mean, confidence)) throw new Error(`${head}: bin ${n}`);
            error += (Math.abs(right - mean) * count) / answers.length;
          });
          if (differ(error, ece.value)) throw new Error(`${head}: error ${ece.value}, not ${error}`);
        }
      }
    }),
    { numRuns: 60 },
  );
}

export interface BootstrapImplementation {
  drawResamples: typeof resample.drawResamples;
  estimate: typeof bootstrap.estimate;
  pair: typeof intervals.pair;
}

/**
 * Samples of 60 formulas of which a gets 60 % and b, on the same formulas, some more: the 95 % intervals of a and
 * of the difference hold the truth in about 95 % of samples; percentile intervals fall a little short of it.
 */
export function intervalsCoverTheTruth({ drawResamples, estimate, pair }: BootstrapImplementation): void {
  const next = seededUniform('coverage');
  const samples = 300;
  const hits = { a: 0, difference: 0 };
  for (let sample = 0; sample < samples; sample++) {
    const layout = new Layout();
    const [right, all] = [layout.column('right'), layout.column('all')];
    const share = {
      columns: [right, all],
      read: (sums: Float64Array) => sums[right]! / sums[all]!,
    };
    const tallies: Record<'a' | 'b', Tally[]> = { a: [], b: [] };
    for (let n = 0; n < 60; n++) {
      const easy = next() < 0.6;
      // b mends 30 % of what a gets wrong, and spoils 10 % of what it gets right: 60 % becomes 66 %.
      const b = easy ? next() < 0.9 : next() < 0.3;
      tallies.a.push(
        new Map([
          [right, easy ? 1 : 0],
          [all, 1],
        ]),
      );
      tallies.b.push(
        new Map([
          [right, b ? 1 : 0],
          [all, 1],
        ]),
      );
    }
    const estimateOf = (who: 'a' | 'b') =>
      estimate(layout, tallies[who], [share], drawResamples(60, 400, `sample ${sample}`))[0]!;
    const { a, difference } = pair(estimateOf('a'), estimateOf('b'), 60);
    const holds = (interval: typeof a, truth: number) =>
      interval !== null && interval.low <= truth + 1e-12 && truth - 1e-12 <= interval.high;
    if (holds(a, 0.6)) hits.a++;
    if (holds(difference, 0.66 - 0.6)) hits.difference++;
  }
  for (const [what, count] of Object.entries(hits)) {
    const coverage = count / samples;
    if (coverage < 0.9 || coverage > 0.985)
      throw new Error(`Property failed: the interval of ${what} holds the truth in ${coverage}`);
  }
}
