import { AppError } from '@/lib/errors';

/** A dense float32 tensor, row-major: what passes between a stage and ONNX Runtime. */
export interface Tensor {
  data: Float32Array;
  dims: readonly number[];
}
export type Tensors = Record<string, Tensor>;

/** A tensor of zeros; `dims` in elements. */
export function zeros(...dims: number[]): Tensor {
  return { data: new Float32Array(dims.reduce((product, size) => product * size, 1)), dims };
}

/**
 * The output `name`, checked against `dims` (-1 = any size) and for finite numbers.
 * @throws AppError inference_failed: the model breaks its contract.
 */
export function requireTensor(tensors: Tensors, name: string, dims: readonly number[]): Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new AppError('inference_failed', `The model gave no output "${name}".`);
  const fits =
    tensor.dims.length === dims.length &&
    dims.every((size, axis) => size === -1 || size === tensor.dims[axis]);
  if (!fits) {
    throw new AppError(
      'inference_failed',
      `The model's output "${name}" has shape [${tensor.dims.join(', ')}], expected [${dims.join(', ')}].`,
    );
  }
  for (const value of tensor.data) {
    if (Number.isNaN(value)) {
      throw new AppError(
        'inference_failed',
        `The model's output "${name}" holds values that are no numbers.`,
      );
    }
  }
  return tensor;
}

/** Softmax over each row of `columns` values, with logits divided by `temperature`. Returns new rows. */
export function softmaxRows(values: Float32Array, columns: number, temperature = 1): Float32Array {
  const result = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += columns) {
    let top = -Infinity;
    for (let k = 0; k < columns; k++) top = Math.max(top, values[start + k]! / temperature);
    let sum = 0;
    for (let k = 0; k < columns; k++) {
      const weight = Math.exp(values[start + k]! / temperature - top);
      result[start + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < columns; k++) result[start + k]! /= sum;
  }
  return result;
}

/** Log-softmax over each row of `columns` values, in float64. */
export function logSoftmaxRows(values: Float32Array, columns: number, temperature = 1): Float64Array {
  const result = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += columns) {
    let top = -Infinity;
    for (let k = 0; k < columns; k++) top = Math.max(top, values[start + k]! / temperature);
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += Math.exp(values[start + k]! / temperature - top);
    const log = top + Math.log(sum);
    for (let k = 0; k < columns; k++) result[start + k] = values[start + k]! / temperature - log;
  }
  return result;
}

/** Indices of the `count` largest of `values[from, to)`, largest first; ties by lower index. */
export function topIndices(values: Float32Array, from: number, to: number, count: number): number[] {
  const indices = Array.from({ length: to - from }, (_, k) => k);
  indices.sort((a, b) => values[from + b]! - values[from + a]! || a - b);
  return indices.slice(0, count);
}
