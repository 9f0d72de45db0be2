import type { Endpoint } from '../_lib/endpoint';
import * as formulas from './formulas';
import * as images from './images';
import * as people from './people';
import * as projects from './projects';

/** Every endpoint of /api/v1, for the OpenAPI document and for tests over all of them. */
export const ENDPOINTS: readonly Endpoint[] = [projects, formulas, images, people].flatMap(
  (group): Endpoint[] => Object.values(group),
);
