import { submit } from '../../../_endpoints/formulas';

export const POST = submit.handler;
