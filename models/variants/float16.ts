import {
  bytesOf,
  ELEMENT,
  floatsOf,
  intAttribute,
  makeNode,
  makeTensor,
  sizesOf,
  type OnnxModel,
} from './onnx';

/** Largest finite half-precision number. */
export const HALF_MAX = 65504;
/** Smaller tensors stay as they are: nothing is to be saved there. */
const SMALL = 64;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The nearest half-precision number (IEEE 754 binary16) as its 16 bits: ties to even, subnormals kept; what is larger
 * than any half, infinity included, becomes the largest finite one, since a weight must stay a number.
 */
export function toHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  float[0] = Math.max(-HALF_MAX, Math.min(HALF_MAX, value));
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 127 + 15;
  const fraction = word & 0x7fffff;
  if (exponent >= 1) return sign | roundHalf((exponent << 23) | fraction, 13);
  // Below 2^-14 the leading 1 is written out, and the steps no longer shrink.
  return exponent < -10 ? sign : sign | roundHalf(fraction | 0x800000, 14 - exponent);
}

/** `word` without its last `count` bits, to the nearest, ties to even; a carry runs into the exponent, as it should. */
function roundHalf(word: number, count: number): number {
  const kept = word >>> count;
  const rest = word & ((1 << count) - 1);
  const half = 1 << (count - 1);
  return rest > half || (rest === half && kept % 2 === 1) ? kept + 1 : kept;
}

/**
 * Stores the weights in half precision. Each is cast back to float32 by a node in front of the graph, which ONNX
 * Runtime folds when it opens the model: half the file, the same speed, the same inputs and outputs.
 */
export function halveWeights(model: OnnxModel): void {
  const { graph } = model;
  const casts = graph.initializer.flatMap((tensor, index) => {
    if (tensor.dataType !== ELEMENT.float) return [];
    const values = floatsOf(tensor);
    if (values.length < SMALL) return [];
    const stored = `${tensor.name}.float16`;
    const halves = Uint16Array.from(values, toHalf);
    graph.initializer[index] = makeTensor(stored, ELEMENT.float16, sizesOf(tensor), bytesOf(halves));
    const cast = makeNode('Cast', `${stored}/Cast`, [stored], [tensor.name]);
    cast.attribute.push(intAttribute('to', ELEMENT.float));
    return [cast];
  });
  graph.node.unshift(...casts);
}
