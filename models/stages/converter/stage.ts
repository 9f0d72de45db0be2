import type { StageModule } from '../stage';
import { explain } from './explain';
import { interpret } from './interpret';
import { manifest } from './manifest';

/** Written out by rules (lib/domain/latex): there is no tensor to prepare. */
export const converter: StageModule<'converter'> = { manifest, prepare: () => null, interpret, explain };
