import { availableParallelism } from 'node:os';
import type { Benchmark, BenchmarkOptions } from '@/lib/cli/benchmark';
import { imageOf } from '@/lib/cli/image-of';
import { collectInputs } from '@/lib/cli/inputs';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { IMPORT_EXTENSIONS } from '@/lib/import';
import { publicError } from '@/lib/log';
import { openPipeline } from '@/models/runtime/pipeline';
import { measureFormulas } from './predict/formulas';
import { summarise } from './predict/summary';
import { predictTable } from './predict/table';
import { benchEngines, measureThroughput } from './predict/throughput';
import type { BenchImage, PredictMeasurements } from './predict/types';

/** `count` of the values, spread evenly; all of them where there are fewer. */
export function spread<T>(values: readonly T[], count = values.length): T[] {
  if (count >= values.length) return [...values];
  return Array.from({ length: count }, (_, k) => values[Math.floor((k * values.length) / count)]!);
}

async function readImages(inputs: readonly string[], skipped: PredictMeasurements['skipped']) {
  const images: BenchImage[] = [];
  for (const input of inputs) {
    try {
      images.push({ input, bytes: await imageOf(input) });
    } catch (error) {
      const { code, message } = publicError(error, 'bench');
      skipped.push({ input, code, message });
    }
  }
  return images;
}

async function run({ inputs, limit, candidate }: BenchmarkOptions): Promise<PredictMeasurements> {
  const files = spread(await collectInputs(inputs, IMPORT_EXTENSIONS), limit);
  const skipped: PredictMeasurements['skipped'] = [];
  const images = await readImages(files, skipped);
  if (images.length === 0) throw new AppError('not_found', 'There is no image that can be measured on.');
  const pipeline = await openPipeline({ overrides: candidate });
  const engines = benchEngines(candidate, env().ORT_THREADS);
  try {
    const { measured, failed } = await measureFormulas(pipeline, images);
    skipped.push(...failed);
    if (measured.length === 0) {
      throw new AppError('inference_failed', `No image could be predicted: ${skipped[0]?.message}`);
    }
    const good = new Set(measured.map(({ input }) => input));
    const throughput = await measureThroughput(
      engines,
      images.filter(({ input }) => good.has(input)),
    );
    return {
      benchmark: 'predict',
      candidates: pipeline.candidates,
      threads: env().ORT_THREADS,
      cores: availableParallelism(),
      ...summarise(measured),
      throughput,
      skipped,
    };
  } finally {
    await pipeline.close();
    await Promise.all([engines.single, ...engines.batched].map((engine) => engine.close()));
  }
}

/** How long a prediction takes, how much of it inside ONNX Runtime, and how many a worker makes in a minute. */
export const benchmark: Benchmark<PredictMeasurements> = { run, table: predictTable };
