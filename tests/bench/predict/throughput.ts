import type { CandidateFolders } from '@/lib/cli/candidates';
import { mean, quantile } from '@/lib/domain/metrics/ratios';
import { Engine } from '@/models/runtime/engine';
import type { BenchImage, Throughput } from './types';

export interface BenchEngines {
  single: Engine;
  batched: Engine[];
}

/** One engine of `threads` threads, and as many of one thread. */
export function benchEngines(overrides: CandidateFolders, threads: number): BenchEngines {
  return {
    single: new Engine({ overrides, threads }),
    batched: Array.from({ length: threads }, () => new Engine({ overrides, threads: 1 })),
  };
}

/** Formulas that are asked for one way before it is the next way's turn, and how many wait for an engine. */
const TURN = 16;
const WAITING = 3;

/** Mean milliseconds of a formula, all of them spread over `engines` with so many waiting for each. */
async function ask(engines: readonly Engine[], images: readonly BenchImage[], waiting: number) {
  const left = images.values();
  const one = async (engine: Engine) => {
    for (const { bytes } of left) await engine.predict({ image: bytes });
  };
  const started = performance.now();
  await Promise.all(engines.flatMap((engine) => Array.from({ length: waiting }, () => one(engine))));
  return (performance.now() - started) / images.length;
}

const WAYS = ['single', 'queued', 'batched'] as const;

/** All ways over the same formulas, in turns (a b c, c b a, …), so that what else the machine does touches all alike. */
export async function measureThroughput(
  { single, batched }: BenchEngines,
  images: readonly BenchImage[],
): Promise<Throughput> {
  const work: Record<(typeof WAYS)[number], (turn: readonly BenchImage[]) => Promise<number>> = {
    single: (turn) => ask([single], turn, 1),
    queued: (turn) => ask([single], turn, WAITING),
    batched: (turn) => ask(batched, turn, WAITING),
  };
  for (const engine of [single, ...batched]) await ask([engine], images.slice(0, TURN), 1);
  const took: Record<(typeof WAYS)[number], number[]> = { single: [], queued: [], batched: [] };
  for (let from = 0; from < images.length; from += TURN) {
    const turn = images.slice(from, from + TURN);
    const order = (from / TURN) % 2 === 0 ? WAYS : WAYS.toReversed();
    for (const way of order) took[way].push(await work[way](turn));
  }
  const aMinute = (way: (typeof WAYS)[number]) => 60_000 / mean(took[way]);
  const gain = (way: (typeof WAYS)[number]) =>
    quantile(
      took[way].map((milliseconds, turn) => took.single[turn]! / milliseconds),
      0.5,
    );
  return {
    single: aMinute('single'),
    queued: aMinute('queued'),
    batched: aMinute('batched'),
    gain: { queued: gain('queued'), batched: gain('batched') },
    peakRssBytes: {
      single: single.peakRssBytes,
      batched: batched.reduce((sum, { peakRssBytes }) => sum + peakRssBytes, 0),
    },
  };
}
