import protobuf from 'protobufjs';
import { AppError } from '@/lib/errors';
import { ONNX_PROTO } from './onnx-schema';

/** Element types of ONNX tensors that are written here (TensorProto.DataType). */
export const ELEMENT = { float: 1, uint8: 2, int8: 3, int32: 6, float16: 10 } as const;

/** What is used of the messages; the others stay as they were read. `Long` stands for a 64-bit integer. */
export interface OnnxTensor {
  name: string;
  dims: (number | protobuf.Long)[];
  dataType: number;
  rawData: Uint8Array;
  floatData: number[];
  dataLocation: number;
}
export interface OnnxAttribute {
  name: string;
  type: number;
  i: number | protobuf.Long;
  t: OnnxTensor | null;
}
export interface OnnxNode {
  name: string;
  opType: string;
  domain: string;
  input: string[];
  output: string[];
  attribute: OnnxAttribute[];
}
export interface OnnxGraph {
  node: OnnxNode[];
  initializer: OnnxTensor[];
  input: { name: string }[];
  output: { name: string; type?: unknown }[];
}
export interface OnnxModel {
  graph: OnnxGraph;
  opsetImport: { domain: string; version: number | protobuf.Long }[];
}

const root = protobuf.parse(ONNX_PROTO).root;
const Model = root.lookupType('onnx.ModelProto');
const Node = root.lookupType('onnx.NodeProto');
const Tensor = root.lookupType('onnx.TensorProto');
const ValueInfo = root.lookupType('onnx.ValueInfoProto');

/** Reads an ONNX file. @throws AppError invalid_input when it is none, or keeps weights in other files */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  let model: OnnxModel;
  try {
    model = Model.decode(bytes) as unknown as OnnxModel;
  } catch (error) {
    throw new AppError('invalid_input', 'This is no ONNX file.', undefined, { cause: error });
  }
  if (!model.graph) throw new AppError('invalid_input', 'This ONNX file holds no graph.');
  if (model.graph.initializer.some(({ dataLocation }) => dataLocation !== 0)) {
    throw new AppError('invalid_input', 'The model keeps weights in other files: export it as one file.');
  }
  return model;
}

export function encodeModel(model: OnnxModel): Uint8Array {
  return Model.encode(model as unknown as protobuf.Message).finish();
}

export function makeNode(opType: string, name: string, input: string[], output: string[]): OnnxNode {
  return Node.create({ opType, name, input, output, attribute: [] }) as unknown as OnnxNode;
}

/** An integer attribute (AttributeProto.INT = 2). */
export function intAttribute(name: string, i: number): OnnxAttribute {
  return root.lookupType('onnx.AttributeProto').create({ name, type: 2, i }) as unknown as OnnxAttribute;
}

export function makeTensor(name: string, dataType: number, dims: number[], rawData: Uint8Array): OnnxTensor {
  return Tensor.create({ name, dataType, dims, rawData }) as unknown as OnnxTensor;
}

/** A graph output of floats, of whatever shape. */
export function floatOutput(name: string): { name: string } {
  const type = { tensorType: { elemType: ELEMENT.float } };
  return ValueInfo.create({ name, type }) as unknown as { name: string };
}

export const sizesOf = ({ dims }: OnnxTensor): number[] => dims.map(Number);

/** The numbers of a float tensor, however they are stored. */
export function floatsOf(tensor: OnnxTensor): Float32Array {
  const { rawData, floatData } = tensor;
  // Copied, since a view must begin at a multiple of four bytes.
  return rawData.length > 0 ? new Float32Array(new Uint8Array(rawData).buffer) : Float32Array.from(floatData);
}

export const bytesOf = (view: ArrayBufferView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
