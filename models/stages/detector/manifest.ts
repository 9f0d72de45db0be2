import type { StageManifest } from '../stage';

export const manifest: StageManifest = {
  name: 'detector',
  dependsOn: [],
  kinds: ['onnx'],
  inputs: { image: [1, 1, 'H', 'W'] },
  outputs: { heat: [1, 3, 'H/4', 'W/4'], ltrb: [1, 12, 'H/4', 'W/4'] },
};
