import os from 'node:os';
import type { EvaluationEnvironment } from '@/lib/domain/evaluations';
import { env } from '@/lib/env';
import packageJson from '@/package.json';

/** Processes that want a core, averaged over a minute. */
export const oneMinuteLoad = (): number => Math.round(os.loadavg()[0]! * 100) / 100;

/** On what the models run. @param began the load when the run began */
export function environment(began: number): EvaluationEnvironment {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    threads: env().ORT_THREADS,
    // Versions are pinned, so what is asked for is what runs.
    onnxRuntime: packageJson.dependencies['onnxruntime-node'],
    node: process.versions.node,
    load: [began, oneMinuteLoad()],
  };
}
