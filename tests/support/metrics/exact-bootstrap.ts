/** Every resample of `count` formulas as indices, with its probability: multisets of the multinomial. */
export function* everyResample(count: number): Generator<{ indices: number[]; probability: number }> {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  const total = count ** count;
  function* fill(from: number, indices: number[]): Generator<number[]> {
    if (indices.length === count) return yield indices;
    for (let n = from; n < count; n++) yield* fill(n, [...indices, n]);
  }
  for (const indices of fill(0, [])) {
    const repeated = [...Array(count).keys()].map((n) => indices.filter((index) => index === n).length);
    const orders = repeated.reduce((ways, times) => ways / factorial(times), factorial(count));
    yield { indices, probability: orders / total };
  }
}

/** The q-quantile of a discrete distribution: the smallest value at or below which q of it lies. */
export function exactQuantile(values: readonly { value: number; probability: number }[], q: number): number {
  let below = 0;
  for (const { value, probability } of [...values].sort((a, b) => a.value - b.value)) {
    below += probability;
    if (below >= q - 1e-12) return value;
  }
  return Number.NaN;
}
