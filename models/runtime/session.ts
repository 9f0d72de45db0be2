import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import type { StageManifest } from '@/models/stages/stage';
import type { Tensors } from '@/models/stages/tensor';

/** An opened model: tensors in, tensors out. Runs of one session are queued, so that memory stays bounded. */
export class ModelSession {
  private tail: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly stage: Stage,
    private readonly session: InferenceSession,
  ) {}

  /**
   * Opens a model and checks its input and output names against the stage's manifest.
   * @throws AppError invalid_input when ONNX Runtime cannot read it or a name is missing.
   */
  static async open(manifest: StageManifest, model: Uint8Array, threads: number): Promise<ModelSession> {
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(model, {
        executionProviders: ['cpu'],
        graphOptimizationLevel: 'all',
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        // Threads that spin while they wait make two threads slower than one on two cores.
        extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
        logSeverityLevel: 3,
      });
    } catch (error) {
      throw new AppError(
        'invalid_input',
        `ONNX Runtime cannot read the model of stage ${manifest.name}.`,
        undefined,
        {
          cause: error,
        },
      );
    }
    const missing = [
      ...Object.keys(manifest.inputs).filter((name) => !session.inputNames.includes(name)),
      ...Object.keys(manifest.outputs).filter((name) => !session.outputNames.includes(name)),
    ];
    if (missing.length > 0) {
      throw new AppError(
        'invalid_input',
        `The model of stage ${manifest.name} lacks: ${missing.join(', ')}.`,
      );
    }
    return new ModelSession(manifest.name, session);
  }

  /** @throws AppError inference_failed when ONNX Runtime refuses or fails. */
  run(feeds: Tensors): Promise<Tensors> {
    const result = this.tail.then(() => this.runNow(feeds));
    this.tail = result.catch(() => undefined);
    return result;
  }

  private async runNow(feeds: Tensors): Promise<Tensors> {
    try {
      const inputs = Object.fromEntries(
        Object.entries(feeds).map(([name, { data, dims }]) => [name, new OnnxTensor('float32', data, dims)]),
      );
      const outputs = await this.session.run(inputs);
      return Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]) => [
          name,
          { data: toFloats(tensor.data), dims: tensor.dims },
        ]),
      );
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError(
        'inference_failed',
        `The model of stage ${this.stage} failed on this input.`,
        undefined,
        {
          cause: error,
        },
      );
    }
  }

  close(): Promise<void> {
    return this.session.release();
  }
}

function toFloats(data: OnnxTensor['data']): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new AppError('inference_failed', 'The model answers with numbers that are not float32.');
}
