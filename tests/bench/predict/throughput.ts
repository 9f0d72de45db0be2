import { mean } from '@/lib/domain/metrics/ratios';
import type { Engine } from '@/models/runtime/engine';
import type { BenchImage, Throughput } from './types';

/** Formulas that are asked for one way before it is the other's turn, and that wait at a time in the batched way. */
const TURN = 16;
const WAITING = 3;

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function ask(engine: Engine, images: readonly BenchImage[], waiting: number): Promise<void> {
  const left = images.values();
  const one = async () => {
    for (const { bytes } of left) await engine.predict({ image: bytes });
  };
  await Promise.all(Array.from({ length: waiting }, one));
}

/** Both ways over the same formulas, in turns (a b, b a, …), so that what else the machine does touches both alike. */
export async function measureThroughput(engine: Engine, images: readonly BenchImage[]): Promise<Throughput> {
  await engine.start();
  await ask(engine, images.slice(0, TURN), 1);
  const single: number[] = [];
  const batched: number[] = [];
  for (let from = 0; from < images.length; from += TURN) {
    const turn = images.slice(from, from + TURN);
    const ways = [
      async () => void single.push((await timed(() => ask(engine, turn, 1))) / turn.length),
      async () => void batched.push((await timed(() => ask(engine, turn, WAITING))) / turn.length),
    ];
    for (const way of (from / TURN) % 2 === 0 ? ways : ways.reverse()) await way();
  }
  const aMinute = (milliseconds: readonly number[]) => 60_000 / mean(milliseconds);
  return {
    single: aMinute(single),
    batched: aMinute(batched),
    gain: aMinute(batched) / aMinute(single),
    peakRssBytes: engine.peakRssBytes,
  };
}
