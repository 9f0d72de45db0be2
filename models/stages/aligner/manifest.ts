import type { StageManifest } from '../stage';

export const manifest: StageManifest = {
  name: 'aligner',
  dependsOn: ['detector', 'recognizer'],
  kinds: ['onnx'],
  inputs: { probs: ['N', 'C+1'], boxes: ['N', 4] },
  outputs: { parent: ['N', 'N+1'], relation: ['N', 'N', 6], classes: ['N', 'C+1'] },
};
