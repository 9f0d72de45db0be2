import { getRevisions } from '../../../_endpoints/formulas';

export const GET = getRevisions.handler;
