import { getDisagreements } from '../../../_endpoints/evaluations';

export const GET = getDisagreements.handler;
