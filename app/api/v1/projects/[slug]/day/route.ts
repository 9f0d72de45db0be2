import { getDay } from '../../../_endpoints/projects';

export const GET = getDay.handler;
