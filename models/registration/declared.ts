import type { Card } from '@/models/stages/card';
import { STAGE_MODULES } from '@/models/stages/registry';
import type { StageManifest } from '@/models/stages/stage';
import type { DeclaredTensor, ModelProbe } from '@/models/runtime/probe';
import { refuse, refuseClassColumns } from './refuse';
import { sizeOf, writeShape } from './shapes';

const list = (names: readonly string[]) => (names.length > 0 ? names.join(', ') : 'nothing');
const namesOf = (tensors: readonly DeclaredTensor[]) => tensors.map(({ name }) => name);

function matches({ inputs, outputs }: StageManifest, model: ModelProbe): boolean {
  const asked = Object.keys(inputs);
  const given = namesOf(model.inputs);
  const said = namesOf(model.outputs);
  return (
    asked.length > 0 &&
    asked.length === given.length &&
    asked.every((name) => given.includes(name)) &&
    Object.keys(outputs).every((name) => said.includes(name))
  );
}

/** A card for another stage than the model is the likeliest mistake: say which stage it looks like. */
function checkNames(manifest: StageManifest, model: ModelProbe): void {
  if (matches(manifest, model)) return;
  const found = `${list(namesOf(model.inputs))} → ${list(namesOf(model.outputs))}`;
  const looksLike = Object.values(STAGE_MODULES).find((other) => matches(other.manifest, model));
  if (looksLike) {
    const { name } = looksLike.manifest;
    refuse(
      `card.json says ${manifest.name}, but with ${found} the model is one for the ${name}: correct the stage in card.json, or send the other model.`,
    );
  }
  const expected = `${list(Object.keys(manifest.inputs))} → ${list(Object.keys(manifest.outputs))}`;
  refuse(
    `A model for the ${manifest.name} must have inputs and outputs named ${expected}, and this one has ${found}: export it with those names.`,
  );
}

function checkTypes(model: ModelProbe): void {
  for (const [kind, tensors] of [
    ['input', model.inputs],
    ['output', model.outputs],
  ] as const) {
    for (const { name, type } of tensors) {
      if (type === 'float32') continue;
      refuse(
        `The ${kind} "${name}" must be float32 and is ${type}: put a Cast to float32 at the model's ${kind}s (its weights may be of any type).`,
      );
    }
  }
}

/** What the model fixes must be what the contract fixes, and what varies from image to image must be free. */
function checkShape(
  kind: 'input' | 'output',
  { name, shape }: DeclaredTensor,
  contract: readonly (number | string)[] | undefined,
  classes: number,
): void {
  if (!shape || !contract) return;
  if (shape.length !== contract.length) {
    refuse(
      `The ${kind} "${name}" must have the shape ${writeShape(contract)} and has ${writeShape(shape)}: export the model with that shape.`,
    );
  }
  shape.forEach((size, axis) => {
    if (typeof size !== 'number') return;
    const said = contract[axis]!;
    const wanted = sizeOf(said, { C: classes });
    if (wanted === size) return;
    if (said === 'C+1') refuseClassColumns(name, size, classes);
    if (wanted === null) {
      refuse(
        `The ${kind} "${name}" must take any size for ${said} of ${writeShape(contract)}, and the model fixes it at ${size}: export it with dynamic axes.`,
      );
    }
    refuse(
      `The ${kind} "${name}" must have the shape ${writeShape(contract)} and has ${writeShape(shape)}: export the model with that shape.`,
    );
  });
}

/** What a model says of itself against the contract of its card's stage. @throws AppError invalid_input */
export function checkDeclared(card: Card, model: ModelProbe): void {
  const { manifest } = STAGE_MODULES[card.stage];
  const classes = card.kind === 'onnx' ? card.classes.length : 0;
  checkNames(manifest, model);
  checkTypes(model);
  for (const input of model.inputs) checkShape('input', input, manifest.inputs[input.name], classes);
  for (const output of model.outputs) checkShape('output', output, manifest.outputs[output.name], classes);
}
