import type { StageManifest } from '../stage';

export const manifest: StageManifest = {
  name: 'recognizer',
  dependsOn: ['detector'],
  kinds: ['onnx'],
  inputs: { image: [1, 1, 'H', 'W'], boxes: ['N', 4] },
  outputs: { logits: ['N', 'C+1'] },
};
