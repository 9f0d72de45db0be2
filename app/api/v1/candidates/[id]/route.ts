import { getCandidate } from '../../_endpoints/candidates';

export const GET = getCandidate.handler;
