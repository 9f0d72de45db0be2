import { getFormulas } from '../../../_endpoints/formulas';

export const GET = getFormulas.handler;
