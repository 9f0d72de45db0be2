import { applyDraftEndpoint } from '../../../_endpoints/formulas';

export const POST = applyDraftEndpoint.handler;
