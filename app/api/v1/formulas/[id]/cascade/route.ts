import { cascade } from '../../../_endpoints/formulas';

export const POST = cascade.handler;
