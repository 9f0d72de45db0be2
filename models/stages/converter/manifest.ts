import type { StageManifest } from '../stage';

export const manifest: StageManifest = {
  name: 'converter',
  dependsOn: ['aligner'],
  kinds: ['rules'],
  inputs: {},
  outputs: {},
};
