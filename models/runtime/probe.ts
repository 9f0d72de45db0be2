import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import type { Tensors } from '@/models/stages/tensor';

/** An input or output as the model itself declares it. */
export interface DeclaredTensor {
  name: string;
  /** `float32`, `float16`, `int64` …; `no tensor` for sequences and maps. */
  type: string;
  /** Numbers where a size is fixed, names (which may be empty) where it is free; null where nothing is said. */
  shape: (number | string)[] | null;
}

/** What a model answered: element type and shape, and the numbers where they are float32. */
export interface ProbedTensor {
  type: string;
  dims: readonly number[];
  data: Float32Array | null;
}

/** A model of which nothing is known yet: what it declares, and what it answers, without a judgement. */
export interface ModelProbe {
  inputs: DeclaredTensor[];
  outputs: DeclaredTensor[];
  run(feeds: Tensors): Promise<Record<string, ProbedTensor>>;
}

function declared(metadata: readonly InferenceSession.ValueMetadata[]): DeclaredTensor[] {
  return metadata.map((value) =>
    value.isTensor
      ? { name: value.name, type: value.type, shape: value.shape.length > 0 ? [...value.shape] : null }
      : { name: value.name, type: 'no tensor', shape: null },
  );
}

/**
 * Opens any model that ONNX Runtime can open. Runs block the process, so this is for one that may be ended.
 * @throws Error with the words of ONNX Runtime
 */
export async function probeModel(model: Uint8Array, threads = 2): Promise<ModelProbe> {
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 4,
  });
  return {
    inputs: declared(session.inputMetadata),
    outputs: declared(session.outputMetadata),
    run: async (feeds) => {
      const inputs = Object.fromEntries(
        Object.entries(feeds).map(([name, { data, dims }]) => [name, new OnnxTensor('float32', data, dims)]),
      );
      const outputs = await session.run(inputs);
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { type, dims, data }]) => [
          name,
          { type, dims, data: data instanceof Float32Array ? data : null },
        ]),
      );
    },
  };
}
