/**
 * Just enough of ONNX's protobuf to know, before anything opens a file, that it is a model and that all its
 * weights are inside. Field numbers: onnx.proto (ONNX IR 10); wire format: protobuf.dev/programming-guides/encoding.
 */

/** Bytes that are no ONNX model, or only the beginning of one. */
export class NotOnnxError extends Error {}

type Field = { number: number; value: number | Uint8Array };

/** A message type: which of its fields hold messages, and of which type. */
type MessageType = { readonly fields: () => Readonly<Record<number, MessageType>>; readonly tensor?: true };

const tensor: MessageType = { fields: () => ({}), tensor: true };
const sparseTensor: MessageType = { fields: () => ({ 1: tensor, 2: tensor }) };
const attribute: MessageType = {
  fields: () => ({ 5: tensor, 6: graph, 10: tensor, 11: graph, 22: sparseTensor, 23: sparseTensor }),
};
const node: MessageType = { fields: () => ({ 5: attribute }) };
const graph: MessageType = { fields: () => ({ 1: node, 5: tensor, 15: sparseTensor }) };
const functionBody: MessageType = { fields: () => ({ 7: node, 11: attribute }) };
const model: MessageType = { fields: () => ({ 7: graph, 25: functionBody }) };

const GRAPH_FIELD = 7;
const EXTERNAL_DATA_FIELD = 13;
const DATA_LOCATION_FIELD = 14;
/** Graphs lie in attributes of nodes of graphs; nobody nests them deeper, and the stack ends somewhere. */
const MAX_DEPTH = 64;

function readVarint(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  for (let at = start, scale = 1; at < bytes.length && at < start + 10; at += 1, scale *= 128) {
    value += (bytes[at]! & 0x7f) * scale;
    if (bytes[at]! < 0x80) return [value, at + 1];
  }
  throw new NotOnnxError('a number is cut off');
}

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  for (let at = 0; at < bytes.length;) {
    const [key, from] = readVarint(bytes, at);
    const number = Math.floor(key / 8);
    if (number === 0) throw new NotOnnxError('a field has no number');
    switch (key % 8) {
      case 0: {
        const [value, next] = readVarint(bytes, from);
        yield { number, value };
        at = next;
        break;
      }
      case 2: {
        const [length, start] = readVarint(bytes, from);
        if (start + length > bytes.length) throw new NotOnnxError('a field is cut off');
        yield { number, value: bytes.subarray(start, start + length) };
        at = start + length;
        break;
      }
      case 1:
      case 5: {
        at = from + (key % 8 === 1 ? 8 : 4);
        if (at > bytes.length) throw new NotOnnxError('a number is cut off');
        break;
      }
      default:
        throw new NotOnnxError('a field is of no known kind');
    }
  }
}

function holdsExternalData(bytes: Uint8Array, type: MessageType, depth = 0): boolean {
  if (depth > MAX_DEPTH) throw new NotOnnxError('graphs lie too deep in one another');
  const inside = type.fields();
  for (const { number, value } of fieldsOf(bytes)) {
    if (type.tensor && number === EXTERNAL_DATA_FIELD) return true;
    if (type.tensor && number === DATA_LOCATION_FIELD && value === 1) return true;
    const next = inside[number];
    if (next && typeof value !== 'number' && holdsExternalData(value, next, depth + 1)) return true;
  }
  return false;
}

/**
 * Whether any weights of a model lie in another file.
 * @throws NotOnnxError for what is no ONNX model, or only the beginning of one
 */
export function hasExternalData(bytes: Uint8Array): boolean {
  let graphs = 0;
  for (const { number, value } of fieldsOf(bytes)) {
    if (number === GRAPH_FIELD && typeof value !== 'number') graphs += 1;
  }
  if (graphs !== 1) throw new NotOnnxError('it holds no graph');
  return holdsExternalData(bytes, model);
}
