import { createHash } from 'node:crypto';

/**
 * A recognizer that looks at nothing and always says one class: what a comparison must expose. It is written
 * here as ONNX (protocol buffers, https://onnx.ai/onnx/repo-docs/IR.html) for whatever classes it is to fit:
 * logits = boxes · 0 + bias.
 */
type Field = readonly [number: number, value: number | string | Uint8Array];

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** Fields of a message in their order: numbers as varints, texts and messages with their length. */
function message(...fields: Field[]): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)]);
      const bytes = Buffer.from(value as string);
      return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
    }),
  );
}

const FLOAT = 1;

function tensor(name: string, dims: number[], values: Float32Array): Buffer {
  const raw = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return message(...dims.map((dim): Field => [1, dim]), [2, FLOAT], [8, name], [9, raw]);
}

function valueInfo(name: string, dims: (number | string)[]): Buffer {
  const shape = message(
    ...dims.map((dim): Field => [1, typeof dim === 'number' ? message([1, dim]) : message([2, dim])]),
  );
  return message([1, name], [2, message([1, message([1, FLOAT], [2, shape])])]);
}

const operation = (kind: string, inputs: string[], output: string) =>
  message(...inputs.map((input): Field => [1, input]), [2, output], [3, output], [4, kind]);

/** model.onnx: `said` gets a logit of 8, every other class 0, `<none>` (the last column) −8. */
function onnxOf(classes: readonly string[], said: string): Buffer {
  const columns = classes.length + 1;
  const bias = new Float32Array(columns);
  bias[classes.indexOf(said)] = 8;
  bias[columns - 1] = -8;
  const graph = message(
    [1, operation('MatMul', ['boxes', 'nothing'], 'blank')],
    [1, operation('Add', ['blank', 'bias'], 'logits')],
    [2, 'majority'],
    [5, tensor('nothing', [4, columns], new Float32Array(4 * columns))],
    [5, tensor('bias', [columns], bias)],
    [11, valueInfo('image', [1, 1, 'H', 'W'])],
    [11, valueInfo('boxes', ['N', 4])],
    [12, valueInfo('logits', ['N', columns])],
  );
  return message([1, 8], [7, graph], [8, message([2, 17])]);
}

/** The candidate, with the card of `like` (a real recognizer's card.json) where it has to fit the others. */
export function majorityRecognizer(
  like: { classes: string[] } & Record<string, unknown>,
  said: string,
): { card: Record<string, unknown>; model: Buffer } {
  if (!like.classes.includes(said)) throw new Error(`The recognizer knows no class "${said}".`);
  const model = onnxOf(like.classes, said);
  const { stage, kind, dependsOn, classes, relations, input } = like;
  const card = {
    ...{ stage, kind, dependsOn, classes, relations, input },
    name: 'majority',
    version: '1',
    licence: 'MIT',
    thresholds: {},
    calibration: { temperature: 1 },
    sha256: createHash('sha256').update(model).digest('hex'),
  };
  return { card, model };
}
