import type { Tensors } from '@/models/stages/tensor';

type Run = (feeds: Tensors) => Promise<Tensors>;

/** Scores below this are masks (-1e4 for "never"), no answers: their power would hide what the others lose. */
const MASKED = -1e3;

/**
 * How close two models' outputs are: per output the ratio of the first one's power to that of their difference, in
 * decibels (signal-to-quantisation-noise ratio); Infinity where they agree to the bit.
 */
export async function fidelity(
  original: Run,
  variant: Run,
  inputs: readonly Tensors[],
): Promise<Record<string, number>> {
  const power = new Map<string, { signal: number; noise: number }>();
  for (const feeds of inputs) {
    const [said, other] = [await original(feeds), await variant(feeds)];
    for (const [name, { data }] of Object.entries(said)) {
      const sum = power.get(name) ?? { signal: 0, noise: 0 };
      data.forEach((value, index) => {
        if (value < MASKED) return;
        sum.signal += value ** 2;
        sum.noise += (value - other[name]!.data[index]!) ** 2;
      });
      power.set(name, sum);
    }
  }
  return Object.fromEntries(
    [...power].map(([name, { signal, noise }]) => [
      name,
      noise === 0 ? Infinity : 10 * Math.log10(signal / noise),
    ]),
  );
}
