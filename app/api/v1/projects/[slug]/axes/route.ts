import { putAxes } from '../../../_endpoints/projects';

export const PUT = putAxes.handler;
