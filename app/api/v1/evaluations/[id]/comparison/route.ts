import { getComparison } from '../../../_endpoints/evaluations';

export const GET = getComparison.handler;
