import { ELEMENT, sizesOf, type OnnxGraph, type OnnxNode, type OnnxTensor } from './onnx';

/** A convolution with constant float weights, and where its answer comes out: behind the Relu that only it feeds. */
export interface Convolution {
  node: OnnxNode;
  weights: OnnxTensor;
  bias: OnnxTensor | null;
  result: string;
}

/** Which nodes read a tensor, and which tensors are constant. */
export class Network {
  readonly constants: Map<string, OnnxTensor>;
  private readonly readers = new Map<string, OnnxNode[]>();
  private readonly outputs: Set<string>;

  constructor(readonly graph: OnnxGraph) {
    this.constants = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
    this.outputs = new Set(graph.output.map(({ name }) => name));
    for (const node of graph.node) {
      for (const name of new Set(node.input)) this.readers.set(name, [...this.readersOf(name), node]);
    }
  }

  readersOf(tensor: string): OnnxNode[] {
    return this.readers.get(tensor) ?? [];
  }

  isOutput(tensor: string): boolean {
    return this.outputs.has(tensor);
  }

  /** The first output of a node, or of the Relu behind it when nobody else reads that. */
  resultOf({ output: [made = ''] }: OnnxNode): string {
    const [only, more] = this.readersOf(made);
    return only?.opType === 'Relu' && !more && !this.isOutput(made) ? only.output[0]! : made;
  }

  /** Every convolution whose weights are constants of this graph, in the order of the graph. */
  convolutions(): Convolution[] {
    return this.graph.node.flatMap((node): Convolution[] => {
      const weights = node.opType === 'Conv' ? this.constants.get(node.input[1] ?? '') : undefined;
      if (weights?.dataType !== ELEMENT.float || sizesOf(weights).length !== 4) return [];
      const bias = this.constants.get(node.input[2] ?? '') ?? null;
      return [{ node, weights, bias, result: this.resultOf(node) }];
    });
  }

  /** Does what comes out of `tensor` reach another layer with weights? If not, it is all but an answer. */
  feedsWeights(tensor: string, seen = new Set<string>()): boolean {
    if (seen.has(tensor)) return false;
    seen.add(tensor);
    return this.readersOf(tensor).some(
      (node) =>
        ['Conv', 'Gemm', 'MatMul'].includes(node.opType) ||
        node.output.some((name) => this.feedsWeights(name, seen)),
    );
  }
}
