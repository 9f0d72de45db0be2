import { putTour } from '../../_endpoints/preferences';

export const PUT = putTour.handler;
