import type { Endpoint } from '../_lib/endpoint';
import * as candidates from './candidates';
import * as evaluations from './evaluations';
import * as formulas from './formulas';
import * as images from './images';
import * as imports from './imports';
import * as people from './people';
import * as preferences from './preferences';
import * as projects from './projects';
import * as releases from './releases';
import * as snapshots from './snapshots';
import * as talk from './talk';

/** Every endpoint of /api/v1, for the OpenAPI document and for tests over all of them. */
export const ENDPOINTS: readonly Endpoint[] = [
  projects,
  formulas,
  images,
  imports,
  snapshots,
  candidates,
  releases,
  evaluations,
  people,
  talk,
  preferences,
].flatMap((group): Endpoint[] => Object.values(group));
