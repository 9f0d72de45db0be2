import type { StageModule } from '../stage';
import { explain } from './explain';
import { interpret } from './interpret';
import { manifest } from './manifest';
import { prepare } from './prepare';

export const aligner: StageModule<'aligner'> = { manifest, prepare, interpret, explain };
