import { skip } from '../../../_endpoints/formulas';

export const POST = skip.handler;
