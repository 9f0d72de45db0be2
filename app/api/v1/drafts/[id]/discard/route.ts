import { discardDraftEndpoint } from '../../../_endpoints/formulas';

export const POST = discardDraftEndpoint.handler;
