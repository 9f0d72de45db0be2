import {
  bytesOf,
  ELEMENT,
  floatsOf,
  floatOutput,
  intAttribute,
  makeNode,
  makeTensor,
  sizesOf,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from './onnx';
import { Network, type Convolution } from './network';
import type { Range } from './ranges';

/**
 * Largest weight in 8 bits. 63 rather than 127: processors without VNNI add pairs of products in 16 bits, which
 * saturate beyond (ONNX Runtime, "Quantize ONNX models", reduce_range); a bit less costs little.
 */
export const WEIGHT_MAX = 63;

/** value = (stored − zero) × scale */
export interface Grid {
  scale: number;
  zero: number;
}

/** 256 steps over a range, such that 0 is one of them. */
export function gridOf({ low, high }: Range): Grid {
  const scale = Math.max(high - low, 1e-8) / 255;
  return { scale, zero: Math.max(0, Math.min(255, Math.round(-low / scale))) };
}

/**
 * Symmetric steps for the weights of each channel.
 * @param sizes of the tensor; `axis` is that of the channels
 * @param most largest stored value
 */
export function quantiseWeights(
  weights: Float32Array,
  { sizes, axis = 0, most }: { sizes: readonly number[]; axis?: number; most: number },
): { scales: Float32Array; values: Int8Array } {
  const channels = sizes[axis] ?? 1;
  const inner = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
  const channelOf = (index: number) => Math.trunc(index / inner) % channels;
  const scales = new Float32Array(channels);
  weights.forEach((value, index) => {
    const channel = channelOf(index);
    scales[channel] = Math.max(scales[channel]!, Math.abs(value) / most);
  });
  // A channel of zeros alone needs a step all the same.
  scales.forEach((scale, channel) => (scales[channel] = scale > 0 ? scale : 1));
  const values = Int8Array.from(weights, (value, index) => Math.round(value / scales[channelOf(index)]!));
  return { scales, values };
}

/** What becomes 8-bit: convolutions, and the tensors between them. */
export interface Plan {
  convolutions: Convolution[];
  /** Tensors that are stored in 8 bits. */
  tensors: string[];
  /** Tensors that take their grid from another: resizing makes no new values. */
  sameAs: Map<string, string>;
}

/**
 * All convolutions but those that make the answer itself, whose error nothing behind them would absorb, and those
 * named in `keep`; their inputs and results; sums and resized maps between such tensors.
 */
export function planOf(network: Network, keep: ReadonlySet<string> = new Set()): Plan {
  const convolutions = network
    .convolutions()
    .filter(({ node, result }) => !keep.has(node.name) && network.feedsWeights(result));
  const tensors = new Set(convolutions.flatMap(({ node, result }) => [node.input[0]!, result]));
  const sameAs = new Map<string, string>();
  for (const node of network.graph.node) {
    const [made, from] = [node.output[0] ?? '', node.input[0] ?? ''];
    if (node.opType === 'Add' && node.input.every((name) => tensors.has(name))) {
      tensors.add(network.resultOf(node));
    } else if ((node.opType === 'Resize' || node.opType === 'MaxPool') && tensors.has(from)) {
      tensors.add(made);
      sameAs.set(made, from);
    }
  }
  return { convolutions, tensors: [...tensors], sameAs };
}

/** Adds the planned tensors to the outputs, so that their values can be seen. */
export function watch({ graph }: OnnxModel, { tensors }: Plan): void {
  const known = new Set([...graph.output, ...graph.input].map(({ name }) => name));
  graph.output.push(...tensors.filter((name) => !known.has(name)).map(floatOutput));
}

/**
 * Writes a plan into the graph as pairs of QuantizeLinear and DequantizeLinear (QDQ), which ONNX Runtime fuses with
 * the operators between them into integer ones. Weights are int8 per output channel, tensors uint8, biases int32.
 */
export function quantise(model: OnnxModel, plan: Plan, ranges: ReadonlyMap<string, Range>): void {
  const { graph } = model;
  const grids = new Map(
    plan.tensors.map((name) => [name, gridOf(ranges.get(plan.sameAs.get(name) ?? name)!)]),
  );
  const replaced = new Map(plan.tensors.map((name) => [name, `${name}.dequantised`]));
  // Whoever reads a stored tensor reads what its 8 bits say; outputs of the graph keep their name and their floats.
  for (const node of graph.node) node.input = node.input.map((name) => replaced.get(name) ?? name);
  const byMaker = new Map<string, OnnxNode[]>();
  for (const [name, grid] of grids) byMaker.set(name, storing(model, name, grid));
  for (const convolution of plan.convolutions) weigh(model, convolution, grids);
  const inputs = graph.input.flatMap(({ name }) => byMaker.get(name) ?? []);
  graph.node = [
    ...inputs,
    ...graph.node.flatMap((node) => [node, ...node.output.flatMap((name) => byMaker.get(name) ?? [])]),
  ];
  const weights = plan.convolutions.flatMap(({ node }) => dequantisers(node));
  graph.node.unshift(...weights);
  const read = new Set(graph.node.flatMap(({ input }) => input));
  graph.initializer = graph.initializer.filter(({ name }) => read.has(name));
}

const scalar = (name: string, scale: number) =>
  makeTensor(name, ELEMENT.float, [], bytesOf(Float32Array.of(scale)));

function storing({ graph }: OnnxModel, name: string, { scale, zero }: Grid): OnnxNode[] {
  const [scaleName, zeroName, stored] = [`${name}.scale`, `${name}.zero`, `${name}.quantised`];
  graph.initializer.push(
    scalar(scaleName, scale),
    makeTensor(zeroName, ELEMENT.uint8, [], Uint8Array.of(zero)),
  );
  return [
    makeNode('QuantizeLinear', `${stored}/Q`, [name, scaleName, zeroName], [stored]),
    makeNode('DequantizeLinear', `${stored}/DQ`, [stored, scaleName, zeroName], [`${name}.dequantised`]),
  ];
}

function storedWeights(
  name: string,
  sizes: number[],
  { scales, values }: ReturnType<typeof quantiseWeights>,
): OnnxTensor[] {
  return [
    makeTensor(name, ELEMENT.int8, sizes, bytesOf(values)),
    makeTensor(`${name}.scale`, ELEMENT.float, [scales.length], bytesOf(scales)),
    makeTensor(`${name}.zero`, ELEMENT.int8, [scales.length], new Uint8Array(scales.length)),
  ];
}

/** Puts the weights and the bias of a convolution into integers. */
function weigh({ graph }: OnnxModel, { node, weights, bias }: Convolution, grids: ReadonlyMap<string, Grid>) {
  const sizes = sizesOf(weights);
  const [channels = 1] = sizes;
  const { scales, values } = quantiseWeights(floatsOf(weights), { sizes, most: WEIGHT_MAX });
  const name = `${node.name}.weights`;
  graph.initializer.push(...storedWeights(name, sizes, { scales, values }));
  node.input[1] = `${name}.dequantised`;
  if (!bias) return;
  const input = grids.get(node.input[0]!.replace(/\.dequantised$/u, ''))!;
  const steps = scales.map((scale) => scale * input.scale);
  const whole = Int32Array.from(floatsOf(bias), (value, channel) => Math.round(value / steps[channel]!));
  graph.initializer.push(
    makeTensor(`${node.name}.bias`, ELEMENT.int32, [channels], bytesOf(whole)),
    makeTensor(`${node.name}.bias.scale`, ELEMENT.float, [channels], bytesOf(steps)),
    makeTensor(`${node.name}.bias.zero`, ELEMENT.int32, [channels], new Uint8Array(4 * channels)),
  );
  node.input[2] = `${node.name}.bias.dequantised`;
}

/** Of the weights and the bias; a bias that is computed by another node stays as it is. */
function dequantisers(node: OnnxNode): OnnxNode[] {
  return node.input
    .slice(1)
    .filter((name) => name.endsWith('.dequantised'))
    .map((output) => dequantiser(output.replace(/\.dequantised$/u, ''), output, 0));
}

function dequantiser(stored: string, output: string, axis: number): OnnxNode {
  const inputs = [stored, `${stored}.scale`, `${stored}.zero`];
  const node = makeNode('DequantizeLinear', `${stored}/DQ`, inputs, [output]);
  node.attribute.push(intAttribute('axis', axis));
  return node;
}

/** Weights in matrices smaller than this are not worth a node. */
const SMALL = 4096;
/** Read back into floats before they are used, so that nothing saturates. */
const STORED_MAX = 127;

/**
 * Stores the weights of matrix products in 8 bits per output channel; they are read back into floats when the model
 * runs, so that size is saved and little else. For networks whose time goes elsewhere, such as transformers over a
 * few symbols.
 */
export function storeMatrices({ graph }: OnnxModel): void {
  const network = new Network({ ...graph });
  const done = new Set<string>();
  const added: OnnxNode[] = [];
  for (const { opType, input, attribute } of graph.node) {
    const tensor = network.constants.get(input[1] ?? '');
    const isProduct = opType === 'MatMul' || opType === 'Gemm';
    if (!isProduct || tensor?.dataType !== ELEMENT.float || done.has(tensor.name)) continue;
    const sizes = sizesOf(tensor);
    if (sizes.length !== 2 || sizes[0]! * sizes[1]! < SMALL) continue;
    done.add(tensor.name);
    const transposed = attribute.some(({ name, i }) => name === 'transB' && Number(i) === 1);
    const axis = opType === 'Gemm' && transposed ? 0 : 1;
    const stored = `${tensor.name}.int8`;
    const whole = quantiseWeights(floatsOf(tensor), { sizes, axis, most: STORED_MAX });
    graph.initializer.push(...storedWeights(stored, sizes, whole));
    added.push(dequantiser(stored, tensor.name, axis));
  }
  graph.initializer = graph.initializer.filter(({ name }) => !done.has(name));
  graph.node.unshift(...added);
}
