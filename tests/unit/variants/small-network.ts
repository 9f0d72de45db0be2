import {
  encodeModel,
  ELEMENT,
  makeNode,
  makeTensor,
  type OnnxModel,
  type OnnxNode,
} from '@/models/variants/onnx';
import { seededUniform } from '@/lib/domain/random';

const bytes = (values: ArrayBufferView) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

export const floats = (name: string, dims: number[], values: readonly number[]) =>
  makeTensor(name, ELEMENT.float, dims, bytes(Float32Array.from(values)));

/** An input or output with these sizes; a string is a size that may be any. */
const value = (name: string, dims: (number | string)[]) => ({
  name,
  type: {
    tensorType: {
      elemType: ELEMENT.float,
      shape: {
        dim: dims.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size })),
      },
    },
  },
});

function modelOf(graph: object): Uint8Array {
  const model = {
    irVersion: 8,
    graph: { name: 'small', ...graph },
    opsetImport: [{ domain: '', version: 17 }],
  };
  return encodeModel(model as unknown as OnnxModel);
}

const intsAttribute = (name: string, ints: number[]) => ({ name, type: 7, ints });

/**
 * A detector of five convolutions with a shortcut and an upsampling, and random weights.
 * @param computedBias its first bias comes out of a node, as exporters write biases that are equal
 */
export function smallDetector(computedBias = false): Uint8Array {
  const next = seededUniform('small detector');
  const initializer = [floats('none', [0], []), floats('twice', [4], [1, 1, 2, 2])];
  const convolution = (
    name: string,
    from: string,
    [out, into, size]: [number, number, number],
    stride: number,
  ) => {
    const spread = Math.sqrt(2 / (into * size * size));
    const weights = Array.from({ length: out * into * size * size }, () => (next() - 0.5) * 3 * spread);
    initializer.push(floats(`${name}.w`, [out, into, size, size], weights));
    initializer.push(
      floats(
        `${name}.b`,
        [out],
        Array.from({ length: out }, () => (next() - 0.5) * 0.2),
      ),
    );
    const node = makeNode('Conv', name, [from, `${name}.w`, `${name}.b`], [`${name}.out`]);
    const pad = (size - 1) / 2;
    const attributes = [
      intsAttribute('kernel_shape', [size, size]),
      intsAttribute('pads', [pad, pad, pad, pad]),
      intsAttribute('strides', [stride, stride]),
    ];
    node.attribute.push(...(attributes as unknown as OnnxNode['attribute']));
    return node;
  };
  const relu = (from: string) => makeNode('Relu', `${from}/Relu`, [`${from}.out`], [`${from}.relu`]);
  const stem = convolution('stem', 'image', [8, 1, 3], 2);
  const node = [
    ...(computedBias ? [makeNode('Identity', 'same', ['stem.b'], ['stem.same'])] : []),
    stem,
    relu('stem'),
    convolution('down', 'stem.relu', [8, 8, 3], 4),
    relu('down'),
    makeNode('Resize', 'up', ['down.relu', '', 'twice'], ['up.out']),
    convolution('side', 'stem.relu', [8, 8, 3], 2),
    makeNode('Add', 'sum', ['up.out', 'side.out'], ['sum.out']),
    convolution('heat', 'sum.out', [3, 8, 1], 1),
    makeNode('Sigmoid', 'heat/Sigmoid', ['heat.out'], ['heat']),
    convolution('reach', 'sum.out', [12, 8, 1], 1),
    makeNode('Relu', 'reach/Relu', ['reach.out'], ['ltrb']),
  ];
  if (computedBias) stem.input[2] = 'stem.same';
  const grid = ['rows', 'columns'];
  return modelOf({
    node,
    initializer,
    input: [value('image', [1, 1, 'height', 'width'])],
    output: [value('heat', [1, 3, ...grid]), value('ltrb', [1, 12, ...grid])],
  });
}

/** x → x·A → Gemm with a transposed B: two matrices large enough to be stored in 8 bits. */
export function smallMatrices(): Uint8Array {
  const next = seededUniform('small matrices');
  const numbers = (count: number) => Array.from({ length: count }, () => next() - 0.5);
  const gemm = makeNode('Gemm', 'gemm', ['hidden', 'b', 'c'], ['y']);
  gemm.attribute.push({ name: 'transB', type: 2, i: 1 } as OnnxNode['attribute'][number]);
  return modelOf({
    node: [makeNode('MatMul', 'product', ['x', 'a'], ['hidden']), gemm],
    initializer: [
      floats('a', [64, 80], numbers(64 * 80)),
      floats('b', [96, 80], numbers(96 * 80)),
      floats('c', [96], numbers(96)),
    ],
    input: [value('x', ['n', 64])],
    output: [value('y', ['n', 96])],
  });
}
